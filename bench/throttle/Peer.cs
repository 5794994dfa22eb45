using System.Diagnostics;
using System.Globalization;

/// <summary>rate-limiter-flexible in its own process, told when to run.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    public Peer(string script, int port)
    {
        _process = Process.Start(new ProcessStartInfo("node", [script, $"{port}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (_process.StandardOutput.ReadLine() != "ready")
        {
            throw new InvalidOperationException("The peer did not start: npm install in bench/throttle/peers first.");
        }
    }

    /// <summary>Decisions per second.</summary>
    public async Task<double> RunAsync(int workers, TimeSpan time)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"run {workers} {time.TotalMilliseconds}"));
        var said = (await _process.StandardOutput.ReadLineAsync())!.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return said[0] / said[1] * 1000;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
