using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Bot.Tests.Kit.Http;

/// <summary>The service as its own process, that can be killed as a machine would.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    public const string Key = "an-operator-key-for-tests";

    private readonly string[] _settings;
    private Process? _process;

    public ServiceProcess(params string[] settings)
    {
        Folder = Directory.CreateTempSubdirectory("qunzhu-service-").FullName;
        Address = $"http://127.0.0.1:{FreePort()}";
        Client = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(30) };
        Client.DefaultRequestHeaders.Add("X-Operator-Key", Key);
        _settings = settings;
    }

    public string Folder { get; }

    public string Address { get; }

    public HttpClient Client { get; }

    public int Id => _process?.Id ?? 0;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Bot.Host.dll"), "--urls", Address, "--Storage:DataFolder", Folder,
            "--Operator:Key", Key, "--Logging:LogLevel:Default", "Warning", .. _settings,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilAsync(async () => (await Client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks until the answer is yes; each question is a request over HTTP, which paces it.</summary>
    public static async Task UntilAsync(Func<Task<bool>> question)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var asked = 0; asked < 1200; asked++)
        {
            try
            {
                if (await question())
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or System.Net.Sockets.SocketException or TaskCanceledException)
            {
                // Not up yet, or killed, be it between the connection and the request: ask again.
                _ = exception;
            }

            await timer.WaitForNextTickAsync();
        }

        Assert.Fail("the service did not come to the state that the test waits for");
    }

    /// <summary>Waits until every reply has left.</summary>
    public Task OutboxEmptyAsync() => UntilAsync(async () =>
    {
        using var health = JsonDocument.Parse(await Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        return health.RootElement.GetProperty("outbox").GetInt64() == 0;
    });

    /// <summary>The whole record.</summary>
    public async Task<List<JsonElement>> RecordAsync()
    {
        var all = new List<JsonElement>();
        string? next = null;
        do
        {
            var uri = new Uri($"/api/interactions?limit=10000{(next is null ? "" : $"&after={Uri.EscapeDataString(next)}")}", UriKind.Relative);
            using var page = JsonDocument.Parse(await Client.GetStringAsync(uri));
            all.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone()));
            next = page.RootElement.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }
        while (next is not null);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        Client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
