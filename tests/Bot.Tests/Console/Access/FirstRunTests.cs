using System.Collections.Concurrent;
using Bot.Host.Console.Access;
using Bot.Tests.Kit.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Console.Access;

/// <summary>The link that makes the first administrator.</summary>
public sealed class FirstRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_WorksOnceAndWithinItsDay()
    {
        await using var service = await ConsoleService.StartAsync();
        var firstRun = service.Get<FirstRun>();
        var early = await firstRun.IssueAsync(Cancel);
        service.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((403, "link_over"), await SetUpAsync(service, early!));
        var token = await firstRun.IssueAsync(Cancel);
        var other = await firstRun.IssueAsync(Cancel);
        Assert.Equal((403, "link_over"), await SetUpAsync(service, "nonsense"));
        Assert.Equal((400, "password_short"), await SetUpAsync(service, token!, password: "short"));
        Assert.Equal((400, "name_wrong"), await SetUpAsync(service, token!, name: "a b"));

        Assert.Equal((200, null), await SetUpAsync(service, token!));

        Assert.Equal((410, "set_up"), await SetUpAsync(service, token!, name: "second"));
        Assert.Equal((410, "set_up"), await SetUpAsync(service, other!, name: "second"));
        Assert.Null(await firstRun.IssueAsync(Cancel));
        Assert.Single(await service.Get<Accounts>().ListAsync(Cancel));
    }

    [Fact]
    public async Task Links_UsedAtOnce_MakeOneAdministrator()
    {
        await using var service = await ConsoleService.StartAsync();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Get<FirstRun>().IssueAsync(Cancel)));

        var outcomes = await Task.WhenAll(tokens.Concat(tokens).Select((token, i) => SetUpAsync(service, token!, name: $"boss{i}")));

        Assert.Single(outcomes, outcome => outcome.Status == 200);
        Assert.All(outcomes.Where(outcome => outcome.Status != 200), outcome => Assert.Equal((410, "set_up"), outcome));
        Assert.Single(await service.Get<Accounts>().ListAsync(Cancel));
    }

    [Fact]
    public async Task Link_IsPrintedAndNeverLogged()
    {
        using var log = new Lines();
        await using var service = await ConsoleService.StartAsync(
            null, services => services.AddSingleton<ILoggerProvider>(log), "--Logging:Console:LogLevel:Default", "None", "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace");
        var lines = await FirstRunLink.LinesAsync(service.Get<FirstRun>(), ["http://[::]:3978", "http://localhost:1"], Cancel);
        var link = Assert.Single(lines, line => line.Contains("http", StringComparison.Ordinal)).Trim();
        Assert.StartsWith("http://localhost:3978/console/first-run?token=", link, StringComparison.Ordinal);
        var token = link.Split('=')[1];

        Assert.Equal(200, (await service.Visit().GetAsync($"/console/first-run?token={token}")).Status);
        Assert.Equal((200, null), await SetUpAsync(service, token));
        await service.Visit().GetAsync($"/console/first-run?token={token}");

        Assert.NotEmpty(log.All);
        Assert.DoesNotContain(log.All, line => line.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, line => line.Contains(ConsoleService.Password, StringComparison.Ordinal));
        Assert.DoesNotContain("token", Assert.Single(await FirstRunLink.LinesAsync(service.Get<FirstRun>(), ["http://localhost:1"], Cancel)), StringComparison.Ordinal);
    }

    private static async Task<(int Status, string? Code)> SetUpAsync(ConsoleService service, string token, string name = "boss", string password = ConsoleService.Password)
    {
        var answer = await service.Visit().SendAsync(HttpMethod.Post, "/api/v1/setup", new { token, name, password });
        return (answer.Status, answer.Code);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            All.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
