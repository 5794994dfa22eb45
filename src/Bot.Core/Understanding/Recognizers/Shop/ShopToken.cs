namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>A number with the unit behind it, or the sign before it: 19块9, 三斤, ¥20, 42码, 300.</summary>
/// <param name="Start">First character, sign included.</param>
/// <param name="End">The place after the unit, or after the number when there is none.</param>
/// <param name="Low">The lower end in the unit.</param>
/// <param name="High">The upper end.</param>
/// <param name="Number">The number alone.</param>
/// <param name="Unit">The unit; <see cref="ShopUnit.None"/> for a bare number.</param>
/// <param name="Before">The sign that leads it: 第, ×, or none (a blank).</param>
internal readonly record struct ShopToken(int Start, int End, decimal Low, decimal High, ShopNumber Number, ShopUnit Unit, char Before)
{
    /// <summary>True for 第三.</summary>
    public bool IsOrdinal => Before == '第';

    /// <summary>The upper end is not reached: 一百多块.</summary>
    public bool Open => Number.Is(Said.More);
}
