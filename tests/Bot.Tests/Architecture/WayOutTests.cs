using System.Text.RegularExpressions;
using Bot.Tests.Kit;

namespace Bot.Tests.Architecture;

/// <summary>There is one way out for answers and one for what the merchant starts, and no third (B4, E1).</summary>
public sealed partial class WayOutTests
{
    [Fact]
    public void Deliveries_AreMadeByThePumpAndThePlatformOnly() =>
        Assert.Equal(
            ["src/Bot.Host/Delivery/ChannelTable.cs", "src/Bot.Host/Delivery/OutboxPump.cs", "src/Bot.Host/Pushes/PushPlatform.cs"],
            Sources().Where(file => Delivery().IsMatch(file.Text)).Select(file => file.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Platform_IsCalledByTheDeskOnly()
    {
        var calls = Sources().Where(file => PlatformCall().IsMatch(file.Text)).Select(file => file.Path).ToArray();
        Assert.Equal(["src/Bot.Host/Pushes/PushSetup.cs"], calls);

        Assert.Equal(["src/Bot.Host/Pushes/PushCaller.cs"], Sources().Where(file => file.Text.Contains("parts.Call(", StringComparison.Ordinal)).Select(file => file.Path));
    }

    // In the pump a merchant's row is handed over before the one call that delivers.
    [Fact]
    public void Pump_HandsTheMerchantsRowsOver()
    {
        var pump = Sources().Single(file => file.Path.EndsWith("/OutboxPump.cs", StringComparison.Ordinal)).Text;
        var body = pump[pump.IndexOf("Task<Fate> DeliverAsync(", StringComparison.Ordinal)..];
        var merchant = body.IndexOf("Initiator.Merchant", StringComparison.Ordinal);
        var returns = body.IndexOf("return await SettleAsync(", merchant, StringComparison.Ordinal);

        Assert.True(merchant > 0 && merchant < returns && returns < body.IndexOf("TryDeliverAsync(", StringComparison.Ordinal));
        Assert.Equal(2, Regex.Count(pump, @"\bTryDeliverAsync\("));
    }

    // Who says "merchant": the two that decide it, the two that carry it, and the wall itself. Nobody else.
    [Fact]
    public void Merchant_IsSaidByFew() =>
        Assert.Equal(
            [
                "src/Bot.Core/Dialogs/DialogEngine.cs", "src/Bot.Core/Turns/OperatorTurn.cs", "src/Bot.Core/Turns/TurnDraft.cs",
                "src/Bot.Host/Delivery/OutboxPump.cs", "src/Bot.Host/Pushes/PushPlatform.cs",
            ],
            Sources().Where(file => file.Text.Contains("Initiator.Merchant", StringComparison.Ordinal)).Select(file => file.Path).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Path, string Text)> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), Text: path))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => (file.Path, File.ReadAllText(file.Text)));

    [GeneratedRegex(@"(?:\bchannel|[Cc]hannels?)\.DeliverAsync\(")]
    private static partial Regex Delivery();

    [GeneratedRegex(@"PushPlatform>\(\)\.CallAsync|\bplatform\.CallAsync\(")]
    private static partial Regex PlatformCall();
}
