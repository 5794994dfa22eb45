using System.Collections.Immutable;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads a city: the larger ones by name; when asked, any short place name that ends in 市, 县, 区 or 州.</summary>
public static class CityReader
{
    private static readonly ImmutableArray<Choice> Cities = [.. (
        "北京 上海 天津 重庆 广州 深圳 杭州 成都 武汉 南京 西安 苏州 长沙 郑州 青岛 宁波 东莞 佛山 合肥 昆明 沈阳 大连 济南 厦门 福州 无锡 哈尔滨 长春 石家庄 太原 南昌 南宁 贵阳 海口 三亚 "
        + "兰州 西宁 银川 乌鲁木齐 呼和浩特 拉萨 温州 嘉兴 绍兴 金华 台州 湖州 义乌 常州 南通 徐州 扬州 镇江 泰州 盐城 烟台 潍坊 威海 临沂 淄博 洛阳 宜昌 襄阳 珠海 中山 惠州 汕头 江门 湛江 "
        + "泉州 漳州 桂林 柳州 绵阳 遵义 大理 丽江 保定 唐山 廊坊 秦皇岛 包头 大庆 吉林 鞍山 芜湖 赣州 岳阳 株洲 香港 澳门 台北").Split(' ').Select(static name => new Choice(name, [name + "市"]))];

    /// <summary>The city in the text.</summary>
    public static Found? Find(string text, bool sure)
    {
        if (ChoiceReader.Find(text, Cities, sure: true) is { } known)
        {
            return known;
        }

        var words = Fold.Words(text);
        return !sure && words.Length is >= 2 and <= 8 && words[^1] is '市' or '县' or '区' or '州'
           ? new Found(0, text.Length, words.TrimEnd('市')) : null;
    }
}
