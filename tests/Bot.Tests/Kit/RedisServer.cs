using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bot.Tests.Kit;

/// <summary>A real redis-server of our own on a free port, with a folder of its own. Tests that want one are skipped where it is not installed.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qunzhu-redis-").FullName;
    private readonly string[] _settings;
    private readonly int _port;
    private Process? _process;

    private RedisServer(int port, string[] settings)
    {
        _port = port;
        _settings = settings;
    }

    public string Address => $"127.0.0.1:{_port}";

    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        if (!Installed())
        {
            Assert.Skip("redis-server is not installed: apt-get install redis-server");
        }

        var server = new RedisServer(FreePort(), settings);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        string[] arguments = ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--dir", _folder, .. _settings];
        _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        throw new InvalidOperationException($"redis-server did not start on port {_port}.");
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async Task<string> CommandAsync(params string[] command)
    {
        using var client = Process.Start(new ProcessStartInfo("redis-cli", ["-p", $"{_port}", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return said;
    }

    public async Task UntilAsync(string said, params string[] command)
    {
        for (var tries = 0; !(await CommandAsync(command)).Contains(said, StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 2000, $"redis-server never said {said}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool Installed() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    private static int FreePort()
    {
        // The cluster's own port is this plus 10,000, so it must stay below 55,536.
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            if (((IPEndPoint)listener.LocalEndpoint).Port is var port and < 55_000)
            {
                return port;
            }
        }
    }
}
