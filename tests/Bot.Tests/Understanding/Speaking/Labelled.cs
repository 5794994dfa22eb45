using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Speaking;

namespace Bot.Tests.Understanding.Speaking;

/// <summary>Labels made up for tests: questions about a shop's goods deserve an answer, chat does not.</summary>
internal static class Labelled
{
    public static readonly ConversationKey Group = new("test", "g1");

    private static readonly string[] Things = ["面霜", "精华", "防晒", "洗面奶", "眼霜", "面膜", "爽肤水", "护手霜", "唇膏", "喷雾", "乳液", "卸妆油", "身体乳"];
    private static readonly string[] Asked = ["{0}多少钱一支", "{0}什么时候发货呀", "请问{0}有货吗", "{0}包邮吗", "买{0}有没有优惠"];
    private static readonly string[] Chatted = ["我昨天把{0}摔了哈哈哈", "{0}用完了心情真好", "你们谁懂啊{0}又买重了", "我妈说{0}是智商税", "楼上的{0}真好看"];

    /// <summary>Labels in equal parts; of every so many answers one is wrong, and the last so many are live.</summary>
    public static ImmutableArray<SpeakLabel> Make(int count, int wrongEvery = 0, int live = 0)
    {
        var labels = ImmutableArray.CreateBuilder<SpeakLabel>(count);
        for (var i = 0; i < count; i++)
        {
            var (speak, n) = (i % 2 == 0, i / 2);
            var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, (speak ? Asked : Chatted)[n % 5], Things[n / 5 % Things.Length]) + new string('啊', n / 65);
            labels.Add(new SpeakLabel
            {
                Group = Group,
                Interaction = $"i{i:D5}",
                Member = new MemberKey("test", $"m{i % 7}"),
                Text = text,
                Verdict = !speak ? SpeakVerdict.Silent : wrongEvery > 0 && n % wrongEvery == 0 ? SpeakVerdict.Wrong : SpeakVerdict.Speak,
                Live = speak && i >= count - live,
                At = DateTimeOffset.UnixEpoch.AddMinutes(i),
            });
        }

        return labels.MoveToImmutable();
    }

    /// <summary>A label as an example; every message is sure to mean something that may be said.</summary>
    public static SpeakExample Example(SpeakLabel label) =>
        SpeakExample.Of(label, new Recognition(label.Text, [new Candidate("faq.x", 0.8, "x")]), allowed: true, score: 0.6);

    /// <summary>A gate that learnt from labels.</summary>
    public static SpeakGate Gate(IEnumerable<SpeakLabel> labels) => SpeakGate.Learn(labels.Select(Example), new SpeakSettings());

    /// <summary>A gate that is open.</summary>
    public static SpeakGate Open() => Gate(Make(260));

    /// <summary>How likely an answer to a text is welcome.</summary>
    public static double Probability(this SpeakGate gate, string text) =>
        gate.Probability(SpeakFeatures.Of(text, SpeakCues.Of(text), new Recognition(text, [new Candidate("faq.x", 0.8, "x")])));
}
