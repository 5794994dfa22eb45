namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>How a number was said.</summary>
[Flags]
internal enum Said
{
    None = 0,

    /// <summary>One lone Chinese digit.</summary>
    Single = 1,

    /// <summary>A unit without a digit: 百元, 千把块.</summary>
    Bare = 2,

    /// <summary>半.</summary>
    Half = 4,

    /// <summary>Begins with Arabic digits.</summary>
    Arabic = 8,

    /// <summary>A guess: 三四百, 十来块, 几百.</summary>
    About = 16,

    /// <summary>Has 多: the upper end is open.</summary>
    More = 32,

    /// <summary>Its last unit was left out: 3万5, 一百二, 两千三四.</summary>
    Short = 64,

    /// <summary>Ends in k or w.</summary>
    Latin = 128,

    /// <summary>Ends in 百, 千, 万 or 亿.</summary>
    Round = 256,

    /// <summary>Has decimals.</summary>
    Point = 512,

    /// <summary>Eight digits or more: a code rather than an amount.</summary>
    Code = 1024,

    /// <summary>Digits said one by one: 二〇二六, 八五.</summary>
    Row = 2048,

    /// <summary>An English word: two, a dozen.</summary>
    Word = 4096,
}

/// <summary>A number as a shopper means it; a guess has two ends.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The place after it.</param>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end: the same for a plain number; not reached when <see cref="Said.More"/>.</param>
/// <param name="Said">How it was said.</param>
internal readonly record struct ShopNumber(int Start, int End, decimal Low, decimal High, Said Said)
{
    /// <summary>True when any of the ways applies.</summary>
    public bool Is(Said any) => (Said & any) != 0;
}
