using System.Text.Json;
using Bot.Core.Understanding.Retrieval;
using Bot.Core.Understanding.Routing;
using Bot.Tests.Kit;

namespace Bot.Tests.Understanding.Routing;

public sealed class RouterTests
{
    private static readonly string[] Orders = ["查订单", "我的订单到哪了", "订单什么时候到", "查一下物流", "快递到哪了", "订单没收到", "物流怎么不动了", "帮我看看快递", "where is my order", "track my parcel"];
    private static readonly string[] Returns = ["我要退货", "怎么退款", "退货流程", "这个不想要了退掉", "申请退款", "退钱要几天", "商品坏了要换", "换货怎么弄", "i want a refund", "return this item"];
    private static readonly string[] Advice = ["推荐一款面霜", "哪个好用", "干皮用什么", "帮我选一个精华", "有什么推荐的", "油皮适合哪款", "送妈妈买什么好", "敏感肌用哪个", "help me choose", "which one is best"];
    private static readonly Background Plain = Background.Build(Lexicon.Empty);

    private static readonly RouteExample[] Examples =
        [.. Orders.Select(text => new RouteExample(text, "order")), .. Returns.Select(text => new RouteExample(text, "return")), .. Advice.Select(text => new RouteExample(text, "advice"))];

    private static readonly Router Learned = Router.Learn(Examples, Plain);

    [Theory]
    [InlineData("查查我的物流", "order")]
    [InlineData("快遞怎麼還沒到", "order")]
    [InlineData("想退款怎么申请", "return")]
    [InlineData("推荐一款适合干皮的", "advice")]
    [InlineData("where is the parcel", "order")]
    public void Route_OtherWords_LeadToTheLabel(string text, string label) => Assert.Equal(label, Learned.Route(text).Label);

    [Fact]
    public void Route_Examples_LeadToTheirLabels() => Assert.All(Examples, example => Assert.Equal(example.Label, Learned.Route(example.Text).Label));

    [Theory]
    [InlineData("昨晚的球赛真精彩")]
    [InlineData("哈哈哈哈")]
    [InlineData("")]
    [InlineData("！！！")]
    public void Route_Strangers_AreOutOfScope(string text) => Assert.True(Learned.Route(text).OutOfScope);

    [Fact]
    public void Learn_Twice_IsTheSame()
    {
        var again = Router.Learn(Examples, Plain);
        Assert.All(Plain.Sentences.Take(300), text => Assert.Equal(Learned.Route(text), again.Route(text)));
    }

    [Fact]
    public void Route_AnyText_ScoresBetween0And1() =>
        Assert.All(Plain.Sentences.Take(500).Append(new string('单', 10_000)).Append("\ud800x"), text => Assert.InRange(Learned.Route(text).Score, 0, 1));

    [Fact]
    public void Route_CustomerTurns_LeadToTheirDomain()
    {
        var file = Path.Combine(Repository.Root, "../shared/data/crosswoz-turns.jsonl");
        Assert.SkipUnless(File.Exists(file), "no ../shared/data beside the repository");
        var turns = File.ReadLines(file).Select(static line => JsonDocument.Parse(line).RootElement)
            .Select(static one => new RouteExample(one.GetProperty("text").GetString()!, one.GetProperty("label").GetString()!)).ToList();

        // The middle fifth is held back: whole conversations, none of which was seen.
        var (from, until) = (turns.Count * 2 / 5, turns.Count * 3 / 5);
        var held = turns[from..until];
        var router = Router.Learn([.. turns[..from], .. turns[until..]], Plain);
        Assert.InRange((double)held.Count(turn => router.Route(turn.Text).Label == turn.Label) / held.Count, 0.94, 1);
    }

    [Fact]
    public void Learn_NothingOrOneLabel_DoesNotThrow()
    {
        Assert.Equal(new Routed(null, 0, true), Router.Learn([], Plain).Route("你好"));
        Assert.Equal("a", Router.Learn([new("查订单", "a")], Plain).Route("查订单").Label);
    }
}
