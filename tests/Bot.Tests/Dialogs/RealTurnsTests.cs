using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Core.Shop;
using Bot.Core.Understanding.Values;
using Bot.Tests.Kit;

namespace Bot.Tests.Dialogs;

/// <summary>What real customers write, said into the middle of the shipped dialogs.</summary>
public sealed partial class RealTurnsTests
{
    private static readonly (string Dialog, string Start)[] Begun = [("shopping", "推荐个面霜"), ("aftersales", "我要退货"), ("order", "查订单")];

    [Fact]
    public void Advance_RealCustomersTurns_NeverBreaksAndSeldomMistakesThemForAnswers()
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "data", "crosswoz-turns.jsonl");
        if (!File.Exists(path))
        {
            Assert.Skip("no ../shared/data/crosswoz-turns.jsonl beside the repository");
        }

        var files = Repository.Content();
        var shop = ShopReader.Read(files, ImmutableArray.CreateBuilder<Problem>());
        var set = DialogSet.Build(files, new DialogContext(static _ => true, shop, ShopActions.Names), ImmutableArray.CreateBuilder<Problem>());
        var (turns, taken) = (0, new List<string>());
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var text = document.RootElement.GetProperty("text").GetString()!;
            turns++;
            foreach (var (dialog, start) in Begun)
            {
                var begun = DialogEngine.Start(set, dialog, Inputs.Direct(start) with { Shop = shop }, "i").State!;
                var turn = DialogEngine.Advance(set, begun, Inputs.Direct(text) with { Shop = shop });
                if (turn.State is { } state && state.Slots.Count > begun.Slots.Count)
                {
                    taken.Add($"{dialog}: {text} -> {string.Join(", ", state.Slots.Except(begun.Slots).Select(static slot => $"{slot.Key}={slot.Value.Value}"))}");
                }
                else if (turn.State is null)
                {
                    taken.Add($"{dialog}: {text} -> {turn.Effects[^1]}");
                }
            }
        }

        // People who talk of hotels and restaurants name no skin care: what is taken is their budget, said as one.
        var other = taken.Count(static line => !line.Contains("budget=", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{turns} turns in 3 dialogs: {taken.Count} taken, {other} of them no budget");
        Assert.True(turns > 4000);
        Assert.InRange(other, 0, turns / 200);
    }

    [Fact]
    public void Money_RealPrices_AreRead()
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "data", "crosswoz-numeric-slots.jsonl");
        if (!File.Exists(path))
        {
            Assert.Skip("no ../shared/data/crosswoz-numeric-slots.jsonl beside the repository");
        }

        var (all, right) = (0, 0);
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var value = document.RootElement.GetProperty("value").GetString()!;
            var bounds = Price().Match(value);
            if (!bounds.Success)
            {
                continue;
            }

            all++;
            var upper = decimal.Parse(bounds.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            right += MoneyReader.Find(document.RootElement.GetProperty("text").GetString()!, sure: true)?.Number == upper ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{right} of {all} prices");
        Assert.True(all > 300 && right >= all * 0.95, $"{right} of {all}");
    }

    [GeneratedRegex(@"^(?:\d+-)?(\d+)元(?:以上)?$")]
    private static partial Regex Price();
}
