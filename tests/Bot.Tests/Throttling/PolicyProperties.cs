using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Throttling;

/// <summary>No text throws, and a null always comes with a reason.</summary>
public sealed class PolicyProperties
{
    private static readonly string[] Bits =
    [
        "off", "[]", "{}", "null", "\"\"", "-1", "0", "99999999999", "%", "1%", "x", "day", "24h", ":", "- ", "\n", "  ", "&a", "*a", "!t", "#", "：", "\t", "id: a", "{{x}}", "per", "promo", "🙂", "'", "[", "}",
    ];

    [Fact]
    public void Parse_TextOnWhichTheScannerGivesUp_IsAProblemAtAPlace()
    {
        // YamlDotNet answers this one with an InvalidOperationException instead of its own kind.
        var (policy, said, _) = PolicyTexts.Read(PolicyTexts.Whole.Remove(1069, 11).Insert(1069, "1%"));

        Assert.Null(policy);
        Assert.EndsWith(" Y001", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_MutatedPolicy_NeverThrows()
    {
        var length = PolicyTexts.Whole.Length;
        var edit = from at in Gen.Choose(0, length) from cut in Gen.Choose(0, 30) from bit in Gen.Elements(Bits) select (at, cut, bit);
        var gen = from edits in edit.ArrayOf() select edits.Take(4).ToArray();

        Prop.ForAll(gen.ToArbitrary(), edits =>
        {
            var text = edits.Aggregate(PolicyTexts.Whole, static (now, one) =>
            {
                var at = Math.Min(one.at, now.Length);
                return now.Remove(at, Math.Min(one.cut, now.Length - at)).Insert(at, one.bit);
            });
            var (policy, _, problems) = PolicyTexts.Read(text);
            return policy is not null || problems.Any(problem => problem.Line >= 1 && problem.Column >= 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
