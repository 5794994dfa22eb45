namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>What the words before a number say that it is of.</summary>
internal enum Topic
{
    /// <summary>Nothing said.</summary>
    None,

    /// <summary>预算, 人均, 价格: money.</summary>
    Price,

    /// <summary>卖, 花了, 只要: money when the number stands right behind.</summary>
    Paid,

    /// <summary>身高.</summary>
    Height,

    /// <summary>体重.</summary>
    Weight,

    /// <summary>Something else that is measured: 评分, 人数, 距离.</summary>
    Other,
}

/// <summary>Finds the topic of a number; looks back over no more than a clause's few last characters.</summary>
internal static class Topics
{
    private const int Reach = 14;
    private const string Fillers = "最好在的话是为要就约也都到有定于个只才呢 :=,，把给能得想希望应该需大概差不多致算控制左右均范围区间内每一人我们不超高低少于过上下以这了之价格大可以";

    private static readonly WordTable<Topic> Words = WordTable<Topic>.Ends(
    [
        .. Of(Topic.Height, "身高"),
        .. Of(Topic.Weight, "体重 瘦 瘦了 胖 胖了 减了 掉了 长胖 轻了 重了"),
        .. Of(Topic.Price, "预算 价位 价格 价钱 价 人均 消费 花费 费 门票 到手 券后 折后 拼团 秒杀 定金 订金 押金 尾款 首付 红包 budget price cost costs priced"),
        .. Of(Topic.Paid, "卖 售 付 付了 转了 收 补 退我 退 只要 仅需 只需 仅售 只卖 降到 涨到 便宜到 降价到 充 充值 贵了 转账 买 买了 卖了 只收 pay paid"),
        .. Of(Topic.Other, "评分 分数 得分 打分 评价 好评 人数 距离 长度 宽度 高度 厚度 深度 面积 温度 湿度 年龄 年纪 岁数 字数 延迟 显存 内存 精度 准确率 概率 率 数量 个数 库存 粉丝 销量 月销 排名 时间 时长 游玩 "
            + "转速 容量 流量 电量 版本 编号 号码 尺码 码数 鞋码 穿 色号 型号 房间 参数 大小 腰围 胸围 臀围 血压 血糖 度数 近视 亮度 音量 速度 时速 成绩 考了 等级 级别 气温 第 群 扣 加 线程 上下文 尺寸 规格 步数 里程 浓度 "
            + "倍数 层数 页数 行数 端口 错误 报错 状态码 温 iphone note top python cuda v ver version size epoch batch lr port"),
    ]);

    /// <summary>The topic of the number that begins at a place; bounding words before it have been taken off.</summary>
    public static Topic Of(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        for (var stop = Math.Max(0, start - Reach); at > stop;)
        {
            if (Words.TryFind(text[..at], out _, out var topic) && (topic != Topic.Paid || at >= start - 2))
            {
                return topic;
            }

            if (!Fillers.Contains(text[at - 1], StringComparison.Ordinal))
            {
                break;
            }

            at--;
        }

        return Topic.None;
    }

    private static IEnumerable<(string, Topic)> Of(Topic topic, string words) => words.Split(' ').Select(word => (word, topic));
}
