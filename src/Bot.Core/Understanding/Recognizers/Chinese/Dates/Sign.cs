namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>What a piece of a text is to a reader of dates. In the comments: the words, and what <see cref="Token.Value"/> holds.</summary>
internal enum Sign
{
    /// <summary>Nothing: beyond the end.</summary>
    None,

    /// <summary>A word that only hides another: 时间, 今日头条.</summary>
    Noise,

    /// <summary>Western digits; their number, -1 when it is too long.</summary>
    Digits,

    /// <summary>A Chinese number with its powers, or of one digit: 十五, 三; the number.</summary>
    Han,

    /// <summary>Chinese digits one after the other: 二零零四; the number.</summary>
    HanDigits,

    /// <summary>年.</summary>
    Year,

    /// <summary>月.</summary>
    Month,

    /// <summary>日 (0), 号 (1).</summary>
    DayMark,

    /// <summary>A unit of length: 天, 个小时; its letter as <see cref="Times.Length.Of"/> takes it.</summary>
    Unit,

    /// <summary>周; may be a unit.</summary>
    Week,

    /// <summary>个半: one and a half in 一个半小时.</summary>
    AndHalf,

    /// <summary>半.</summary>
    Half,

    /// <summary>个 alone.</summary>
    Piece,

    /// <summary>点, 点钟, 点整 (1).</summary>
    Dian,

    /// <summary>时.</summary>
    Shi,

    /// <summary>分.</summary>
    Fen,

    /// <summary>刻, 刻钟.</summary>
    QuarterHour,

    /// <summary>过半.</summary>
    PastHalf,

    /// <summary>周一 … 星期天; 1 to 7.</summary>
    Weekday,

    /// <summary>今天, 大后天; days from now.</summary>
    DayWord,

    /// <summary>最近.</summary>
    Lately,

    /// <summary>上午, 晚; a place in <see cref="DayParts"/>.</summary>
    DayPart,

    /// <summary>今晚, 明早; days from now times 100 plus a place in <see cref="DayParts"/>, plus 10,000.</summary>
    DayAndPart,

    /// <summary>今年, 去年; years from now.</summary>
    YearWord,

    /// <summary>上, 下个, 上上, 这; how far from this one.</summary>
    Relative,

    /// <summary>周末.</summary>
    Weekend,

    /// <summary>春天; a place in <see cref="Lexicon.Seasons"/>.</summary>
    Season,

    /// <summary>季度.</summary>
    QuarterYear,

    /// <summary>世纪.</summary>
    Century,

    /// <summary>年代.</summary>
    Decade,

    /// <summary>A feast; a place in <see cref="Feasts"/>.</summary>
    Feast,

    /// <summary>现在 (0), 刚才 (-1), 马上 (1).</summary>
    Now,

    /// <summary>农历.</summary>
    LunarWord,

    /// <summary>正月, 大年; the month.</summary>
    LunarMonth,

    /// <summary>初一; the day.</summary>
    LunarDay,

    /// <summary>康熙; its first year.</summary>
    Reign,

    /// <summary>元 in 元年.</summary>
    First,

    /// <summary>前.</summary>
    Qian,

    /// <summary>后.</summary>
    Hou,

    /// <summary>之前, 以前; 1 with 和, 或 or 及.</summary>
    Before,

    /// <summary>之后, 以后; 1 with 和, 或 or 及.</summary>
    After,

    /// <summary>以来, 开始, 起.</summary>
    SinceSuffix,

    /// <summary>从, 自 (1), 自从 (1), 打 (2).</summary>
    From,

    /// <summary>直到, 截止到.</summary>
    Until,

    /// <summary>过去, 近.</summary>
    Past,

    /// <summary>未来, 还剩.</summary>
    Coming,

    /// <summary>到, 至, - and the like; 1 for 到 and 至.</summary>
    Till,

    /// <summary>和, 与.</summary>
    And,

    /// <summary>之间, 期间.</summary>
    Between,

    /// <summary>每, 每个.</summary>
    Every,

    /// <summary>第.</summary>
    Nth,

    /// <summary>最后.</summary>
    Last,

    /// <summary>的.</summary>
    De,

    /// <summary>在.</summary>
    At,

    /// <summary>差 (before an hour: to).</summary>
    To,

    /// <summary>过, 又 (between hour and minute), 多, 余 (between lengths).</summary>
    Link,

    /// <summary>大约, 差不多 and the like.</summary>
    About,

    /// <summary>左右.</summary>
    Around,

    /// <summary>am (0), pm (1).</summary>
    AmPm,

    /// <summary>/ or \.</summary>
    Slash,

    /// <summary>A full stop, or a decimal point.</summary>
    Dot,

    /// <summary>:</summary>
    Colon,

    /// <summary>,</summary>
    Comma,

    /// <summary>月初 (0), 月中 (1), 月底 (2), 年初 (3), 年底 (5); chat only.</summary>
    Edge,
}
