using System.Diagnostics;
using System.Globalization;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace RetrievalBench;

/// <summary>What retrieval costs, by the number of questions. Questions are made up from seeded parts, so that any number can be had.</summary>
internal static class Cost
{
    private static readonly string[] Things = ["面霜", "精华液", "洗面奶", "防晒霜", "眼霜", "面膜", "口红", "爽肤水", "卸妆油", "护手霜", "身体乳", "洗发水", "耳机", "充电器", "运动鞋", "连衣裙", "行李箱", "保温杯", "电饭煲", "台灯", "键盘", "羽绒服", "婴儿车", "猫粮", "茶叶", "订单", "优惠券", "会员积分", "发票", "退款"];
    private static readonly string[] Asking = ["什么时候发货", "多少钱一件", "怎么退换", "有没有优惠", "能不能开票", "适合什么人用", "保质期多久", "在哪里买到", "坏了怎么办", "可以包邮吗", "和别的有什么区别", "要等几天才到", "支持分期付款吗", "用完过敏了怎么处理", "还有现货没有", "怎么用效果最好", "能送到乡下吗", "降价了可以补差价吗", "可以货到付款吗", "尺寸怎么选"];
    private static readonly string[] Before = ["请问", "你好", "亲", "我想知道", "上次买的", "昨天看到的", "朋友推荐的", "活动里的", "直播间的", "给妈妈买的", "新出的", "打折的", "孩子用的", "出差用的", ""];

    public static int Run(string[] args)
    {
        var background = Background.Build(Lexicon.Empty);
        Console.WriteLine("| questions | build | memory | answer p50 | p99 | worst | one edit |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Table(300, background, print: false);
        foreach (var size in args.Length > 0 ? args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)) : [1000, 2000, 10_000, 100_000])
        {
            Table(size, background, print: true);
        }

        return 0;
    }

    private static void Table(int size, Background background, bool print)
    {
        var asks = Questions(size, 1).ToList();
        var before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        var retriever = Retriever.Build(asks, background);
        var build = watch.Elapsed;
        var memory = GC.GetTotalMemory(true) - before;
        var texts = Questions(1500, 2).Select(ask => ask.Text).Concat(background.Sentences.Take(500)).ToArray();
        foreach (var text in texts)
        {
            retriever.Find(text);
        }

        var times = new double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            watch.Restart();
            retriever.Find(texts[i]);
            times[i] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        var edit = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            asks[size / 2] = asks[size / 2] with { Text = $"改过的问题{i}怎么说" };
            watch.Restart();
            retriever = Retriever.Build(asks, background, retriever);
            edit = Math.Min(edit, watch.Elapsed.TotalMilliseconds);
        }

        if (print)
        {
            Console.WriteLine($"| {size:N0} | {build.TotalMilliseconds:0} ms | {memory / 1048576.0:0.0} MB | {times[times.Length / 2] * 1000:0} µs | {times[times.Length * 99 / 100]:0.00} ms | {times[^1]:0.00} ms | {edit:0.0} ms |");
        }

        GC.KeepAlive(retriever);
    }

    private static IEnumerable<Ask> Questions(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (a, b) = (Pick(Things), Pick(Things));
            var noise = new string([.. Enumerable.Range(0, 3).Select(_ => (char)(0x4E00 + (random.Next(2500) * 3)))]);
            var text = random.Next(4) switch
            {
                0 => Pick(Before) + a + Pick(Asking),
                1 => a + "和" + b + noise[..1] + "哪个好" + noise[1..],
                2 => noise + a + Pick(Asking) + "呢",
                _ => Pick(Before) + noise[..2] + a + Pick(Asking) + noise[2..],
            };
            yield return new Ask($"e{i / 4}", text);
        }

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
