using System.Collections.Immutable;
using System.Text;
using Bot.Core.Interactions;
using Bot.Core.Turns;
using Bot.Tests.Contracts;

namespace Bot.Tests.Interactions;

/// <summary>A store may leave out a fact unread only when it counts under no name that is asked for.</summary>
public sealed class FactNamesTests
{
    private static readonly string?[] Reasons =
    [
        null, "mentioned:match:发货", "direct:no_match", "due:shopping", "joined", "ambient:faq", "hand_off:asked", "error", "direct:topic:x", "direct:dialog:shopping:faq", "miss_repeated", "promo",
        "OptOutAll", "started", "ended:done", "waiting:asked", "added:like", "removed:angry", "send", "not_said:faq.a:value",
    ];

    private static readonly ImmutableArray<ImmutableSortedDictionary<string, string>> Data =
    [
        ImmutableSortedDictionary<string, string>.Empty, With("bot", "1"), With("more", "1"), With("after", "faq.a#zh-CN|2"), With("ms", "120"), With("dialog", "shopping"), With("dialog", "shopping").Add("step", "预算"),
    ];

    [Fact]
    public void Needles_OfEveryNameOfAFact_StandInItsJson()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<InteractionKind>())
        {
            foreach (var reason in Reasons)
            {
                foreach (var data in Data)
                {
                    foreach (var template in (string?[])[null, "faq.a@0123abcd#zh-CN", "faq.a@0123abcd#zh-CN|\"2\""])
                    {
                        var fact = Make.Fact(Make.Group, Make.Alice, "x") with { Kind = kind, Reason = reason, Data = data, Template = template };
                        var json = Encoding.UTF8.GetString(StateJson.Write(fact));
                        foreach (var name in FactTally.Of(fact))
                        {
                            names.Add(name);
                            foreach (var asked in (string[])[name, name[..(name.LastIndexOfAny(['/', '@', '#']) + 1)]])
                            {
                                Assert.True(asked.Length == 0 || FactNames.Weight(fact, [asked]) > 0, asked);
                                Assert.True(asked.Length == 0 || FactNames.Needles([asked]).Any(needle => json.Contains(needle, StringComparison.Ordinal)), $"{asked}: {json}");
                            }
                        }
                    }
                }
            }
        }

        Assert.InRange(names.Count, 30, 200);
    }

    private static ImmutableSortedDictionary<string, string> With(string name, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(name, value);
}
