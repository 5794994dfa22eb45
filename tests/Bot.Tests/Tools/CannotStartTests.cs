using System.Diagnostics;
using Bot.Tests.Kit;

namespace Bot.Tests.Tools;

/// <summary>A service that cannot start says why in a line, not by a trace.</summary>
public sealed class CannotStartTests
{
    [Theory]
    [InlineData("ConnectionStrings:Redis", "--Storage:Provider", "Redis", "--ConnectionStrings:Redis", "127.0.0.1:1,connectTimeout=200,connectRetry=1")]
    [InlineData("/proc/nope", "--Storage:DataFolder", "/proc/nope")]
    public async Task Run_WithoutAStore_SaysWhichSetting(string named, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("qunzhu-no-start-");
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Bot.Host.dll"), "--urls", "http://127.0.0.1:0", "--Storage:DataFolder", folder.FullName, .. settings];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root, RedirectStandardError = true, RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("不能启动 / cannot start: ", said, StringComparison.Ordinal);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n'));
        folder.Delete(recursive: true);
    }
}
