using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Kit.Http;

/// <summary>Listens to everything that a service logs at Debug and above, and keeps what it should not have said, or said as an error.</summary>
internal sealed class HeardLog(params string[] secrets) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _leaks = new();
    private readonly ConcurrentQueue<string> _errors = new();

    /// <summary>Lines that hold a secret, exceptions included.</summary>
    public IReadOnlyCollection<string> Leaks => _leaks;

    /// <summary>Lines at Error or above.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = $"{logLevel} {formatter(state, exception)} {exception}";
        if (secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)))
        {
            _leaks.Enqueue(line);
        }

        if (logLevel >= LogLevel.Error)
        {
            _errors.Enqueue(line);
        }
    }

    public void Dispose()
    {
    }
}
