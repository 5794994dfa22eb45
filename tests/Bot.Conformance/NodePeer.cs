using System.Diagnostics;
using System.Text.Json;

namespace Bot.Conformance;

/// <summary>A program that others wrote, run by node: a script in <c>peers/</c> that says one line of JSON when it is ready.</summary>
public sealed class NodePeer : IAsyncDisposable
{
    private readonly Process _process;

    private NodePeer(Process process, JsonElement said)
    {
        _process = process;
        Said = said;
    }

    /// <summary>The line.</summary>
    public JsonElement Said { get; }

    /// <summary>Where it listens, for those that do.</summary>
    public string Url => Said.GetProperty("url").GetString()!;

    private static string Folder { get; } = Path.Combine(Root(), "tests", "Bot.Conformance");

    public static async Task<NodePeer> StartAsync(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Assert.Skip("The npm peers are not installed: run eng/install.");
        }

        var start = new ProcessStartInfo("node", [Path.Combine("peers", script), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith('{'))
            {
                return new(process, JsonDocument.Parse(line).RootElement);
            }
        }

        throw new InvalidOperationException($"{script} ended without a word: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Bot.sln is in no folder above the test.");
    }
}
