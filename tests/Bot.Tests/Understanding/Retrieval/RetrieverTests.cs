using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Tests.Understanding.Retrieval;

public sealed class RetrieverTests
{
    [Theory]
    [InlineData("什么时候发货", "ship.when")]
    [InlineData("請問什麼時候發貨呀？", "ship.when")]
    [InlineData("麻烦问下 几号能到", "ship.when")]
    [InlineData("ＷＨＥＮ will it ship", "ship.when")]
    [InlineData("邮费要多少钱", "ship.fee")]
    [InlineData("退货的流程", "return.how")]
    [InlineData("优惠券去哪里领取", "coupon")]
    [InlineData("开个发票可以吗😀", "invoice")]
    public void Find_OtherWords_FindsTheEntryFirst(string text, string key) => Assert.Equal(key, Samples.Shop.Find(text).Candidates[0].Key);

    [Theory]
    [InlineData("什么时侯发或", "ship.when")]
    [InlineData("优会券怎么用", "coupon")]
    [InlineData("可以开花票吗", "invoice")]
    [InlineData("zenme tuihuo", "return.how")]
    [InlineData("shenme shihou fahuo", "ship.when")]
    public void Find_TypedBySound_FindsTheEntryFirst(string text, string key) => Assert.Equal(key, Samples.Shop.Find(text).Candidates[0].Key);

    [Fact]
    public void Find_TheVeryWords_IsCertain()
    {
        Assert.All(Samples.Asks, ask => Assert.Equal((ask.Key, 1.0), (Samples.Shop.Find(ask.Text).Candidates[0].Key, Samples.Shop.Find(ask.Text).Candidates[0].Score)));
        Assert.Equal(1, Samples.Shop.Find("包邮吗呀").Candidates[0].Score);
        Assert.True(Samples.Shop.Find("包邮").Candidates[0].Score < 1);
    }

    [Theory]
    [InlineData("今天天气真好")]
    [InlineData("晚上一起吃火锅吗")]
    [InlineData("帮我写一首诗")]
    [InlineData("昨天的球赛谁赢了")]
    public void Find_WhatIsNotOurs_ScoresBelowWhatIs(string text)
    {
        var found = Samples.Shop.Find(text);
        Assert.True(found.Candidates.IsEmpty || found.Candidates[0].Score < 0.48, $"{text}: {found}");
    }

    [Fact]
    public void Find_Allowed_LeavesOthersOut()
    {
        Assert.DoesNotContain(Samples.Shop.Find("什么时候发货", key => key != "ship.when").Candidates, one => one.Key == "ship.when");
        Assert.Empty(Samples.Shop.Find("什么时候发货", _ => false).Candidates);
        Assert.Equal(2, Samples.Shop.Find("发票怎么开什么时候发货", top: 2).Candidates.Length);
    }

    [Fact]
    public void Find_OneCandidateForEachKey() => Assert.All(Samples.Asks, ask =>
    {
        var keys = Samples.Shop.Find(ask.Text, top: 10).Candidates.Select(one => one.Key).ToArray();
        Assert.Equal(keys.Distinct(), keys);
    });

    [Fact]
    public void Build_Edited_IsTheSameAsBuiltAnew()
    {
        var asks = Samples.Made(400, 7).ToList();
        var random = new Random(11);
        var edited = Retriever.Build(asks, Samples.Plain);
        for (var round = 0; round < 25; round++)
        {
            for (var i = 0; i < 5; i++)
            {
                switch (random.Next(3))
                {
                    case 0 when asks.Count > 1:
                        asks.RemoveAt(random.Next(asks.Count));
                        break;
                    case 1:
                        asks.Insert(random.Next(asks.Count + 1), Samples.Made(1, random.Next()).First());
                        break;
                    default:
                        asks[random.Next(asks.Count)] = Samples.Made(1, random.Next()).First();
                        break;
                }
            }

            edited = Retriever.Build(asks, Samples.Plain, edited);
            var anew = Retriever.Build(asks, Samples.Plain);
            foreach (var text in Samples.Made(20, round).Select(ask => ask.Text).Append("今天吃什么").Append("mianmo duoshaoqian"))
            {
                Assert.Equal(anew.Find(text).Candidates, edited.Find(text).Candidates);
                Assert.Equal(anew.Find(text).Domain, edited.Find(text).Domain);
            }
        }
    }

    [Fact]
    public void Find_AnyText_ScoresBetween0And1AndDoesNotThrow()
    {
        var random = new Random(5);
        string[] parts = ["发货", "退", "abc", "12", " ", "\ud83d", "\ude00", "😀", "\0", "（", "ＡＢ", "什麼", "\u3000", "，", "的的的", "'", "é", "한국", "かな", "\u0301", "zhuang", "🏻"];
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
            var found = Samples.Shop.Find(text);
            Assert.InRange(found.Domain, 0, 1);
            Assert.InRange(found.Likeness, 0, 1.0001);
            Assert.All(found.Candidates, one => Assert.InRange(one.Score, 0, 1));
            Assert.Equal(found.Candidates, Samples.Shop.Find(text).Candidates);
        }
    }

    [Theory]
    [InlineData("一二三四五六七八九十")]
    [InlineData("（")]
    [InlineData("1234567890")]
    [InlineData("的")]
    [InlineData("什么时候发货")]
    [InlineData("zhuangshuangchuang")]
    [InlineData("a ")]
    [InlineData("😀")]
    [InlineData("的的的a1 ")]
    public void Find_TenThousandCharacters_CostNoMoreThanAFewHundred(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 10_000 / part.Length));
        var shop = Samples.Shop;
        shop.Find("有货吗");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = shop.Find(text);

        // Work is bounded by what is read; what it allocates shows it without a clock.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.True(found.Text.Length <= Wording.MaxLength);
    }

    [Fact]
    public void Build_NoQuestions_FindsNothing()
    {
        var empty = Retriever.Build([new Ask("x", "！！！")], Samples.Plain);
        Assert.Equal(0, empty.Count);
        Assert.Empty(empty.Find("什么时候发货").Candidates);
    }

    [Fact]
    public void Find_FromManyThreadsWhileEdited_IsWhole()
    {
        var retriever = Samples.Shop;
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 40; i++)
            {
                if (thread == 0)
                {
                    Volatile.Write(ref retriever, Retriever.Build(Samples.Asks.Append(new Ask("more", $"问题{i}怎么办")), Samples.Plain, retriever));
                }

                Assert.Equal("ship.when", Volatile.Read(ref retriever).Find("什么时候发货").Candidates[0].Key);
            }
        });
    }

    [Theory]
    [InlineData("VIP 精華　多少錢？！")]
    [InlineData("don't  a b1 1b")]
    [InlineData("  😀 12 34 ")]
    public void Fold_TwiceIsOnce(string text) => Assert.Equal(Wording.Fold(text), Wording.Fold(Wording.Fold(text)));

    [Fact]
    public void Fold_LongTexts_TwiceIsOnce()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 400).Select(_ => "a1 的，Ｂ"[random.Next(6)]));
            Assert.Equal(Wording.Fold(text), Wording.Fold(Wording.Fold(text)));
        }
    }
}
