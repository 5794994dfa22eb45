using System.Collections.Immutable;

namespace Bot.Core.Understanding.Recognizers;

/// <summary>What can be recognised. From <see cref="Price"/> on only in the chat profile.</summary>
public enum RecognizerModel
{
    /// <summary>三百, 1.5, 二分之一.</summary>
    Number,

    /// <summary>第三, third.</summary>
    Ordinal,

    /// <summary>百分之五, 30%, 九折 (Microsoft's reading of discounts).</summary>
    Percentage,

    /// <summary>大于 20, between 3 and 5.</summary>
    NumberRange,

    /// <summary>五块三, $20.</summary>
    Currency,

    /// <summary>三百米, 5 kg.</summary>
    Dimension,

    /// <summary>60岁.</summary>
    Age,

    /// <summary>零下五度.</summary>
    Temperature,

    /// <summary>Dates, times, periods, durations, sets: <c>datetimeV2.*</c>.</summary>
    DateTime,

    /// <summary>Phone numbers.</summary>
    PhoneNumber,

    /// <summary>E-mail addresses.</summary>
    Email,

    /// <summary>Web addresses.</summary>
    Url,

    /// <summary>Yes and no.</summary>
    Boolean,

    /// <summary>A price or its bounds: 两百块以内, 19块9, 3万5.</summary>
    Price,

    /// <summary>九折, 第二件半价, 满300减50, 买二送一.</summary>
    Discount,

    /// <summary>A count with its measure word: 来三斤, 3件, 一打.</summary>
    Quantity,

    /// <summary>42码, XL.</summary>
    Size,

    /// <summary>An order number.</summary>
    OrderNumber,

    /// <summary>A courier's tracking number.</summary>
    TrackingNumber,

    /// <summary>An answer to an offer: yes, no, cancel, 第三个, 最后一个.</summary>
    Choice,

    /// <summary>A WeChat id (<c>wechatid</c>): wxid_…, or what stands behind 微信, V信 and the like: 6 to 20 letters, digits, _ and -, the first a letter, not letters alone. The value is as it was written.</summary>
    WeChatId,
}

/// <summary>The language that is read.</summary>
public enum RecognizerCulture
{
    /// <summary><c>zh-cn</c>.</summary>
    Chinese,

    /// <summary><c>en-us</c>.</summary>
    English,
}

/// <summary>Whose reading is wanted.</summary>
public enum RecognizerProfile
{
    /// <summary>Microsoft's, as in the test cases of Recognizers-Text.</summary>
    Spec,

    /// <summary>What a shopper means: 万一 and 一起 are no numbers, 256g内存 is gigabytes.</summary>
    Chat,
}

/// <summary>How to read a text.</summary>
/// <param name="Culture">The language.</param>
/// <param name="Profile">Whose reading.</param>
/// <param name="Reference">Now, as the member's wall clock shows it; for 明天 and the like.</param>
/// <param name="Models">What to look for; empty for all that the profile has.</param>
public sealed record RecognizeOptions(RecognizerCulture Culture, RecognizerProfile Profile, DateTime Reference, ImmutableArray<RecognizerModel> Models = default);
