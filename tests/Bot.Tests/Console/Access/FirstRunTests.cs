using System.Collections.Concurrent;
using Bot.Host.Console.Access;
using Bot.Tests.Kit;
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
    public async Task Recovery_WhereAskedFor_MakesOneMoreAdministrator()
    {
        await using var service = await ConsoleService.StartAsync(null, services => services.AddSingleton(new AccessOptions { Rounds = 2, Recover = true }));
        var boss = await service.AdminAsync();
        var token = await service.Get<FirstRun>().IssueAsync(Cancel);
        Assert.Equal((409, "name_taken"), await SetUpAsync(service, token!));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SetUpAsync(service, token!, name: $"again{i}")));

        Assert.Single(outcomes, outcome => outcome.Status == 200);
        Assert.All(outcomes.Where(outcome => outcome.Status != 200), outcome => Assert.Equal((410, "set_up"), outcome));
        Assert.Equal(2, (await service.Get<Accounts>().ListAsync(Cancel)).Count(one => one.Account.IsActiveAdmin));
        Assert.Equal(200, (await boss.SendAsync(HttpMethod.Put, "/api/v1/accounts/boss", new { disabled = true })).Status);
    }

    [Fact]
    public async Task Nodes_OnOneRedis_ShareSessionsAndTheirEnd()
    {
        await using var redis = await RedisServer.StartAsync();
        string[] settings = ["--Storage:Provider", "Redis", "--ConnectionStrings:Redis", redis.Address];
        await using var one = await ConsoleService.StartAsync(null, null, settings);
        await using var other = await ConsoleService.StartAsync(null, null, settings);
        var tokens = await Task.WhenAll(one.Get<FirstRun>().IssueAsync(Cancel), other.Get<FirstRun>().IssueAsync(Cancel));
        var outcomes = await Task.WhenAll(SetUpAsync(one, tokens[1]!), SetUpAsync(other, tokens[0]!, name: "second"));
        Assert.Single(outcomes, outcome => outcome.Status == 200);
        Assert.Single(outcomes, outcome => outcome == (410, "set_up"));

        var name = outcomes[0].Status == 200 ? "boss" : "second";
        var here = await one.SignInAsync(name);
        var there = new Visitor(other.Address);
        there.Cookies["qz_session"] = here.Cookies["qz_session"];
        Assert.Equal(200, (await there.GetAsync("/api/v1/session")).Status);
        Assert.Equal(200, (await here.SendAsync(HttpMethod.Put, "/api/v1/session/password", new { old = ConsoleService.Password, @new = "another good sentence" })).Status);
        Assert.Equal(401, (await there.GetAsync("/api/v1/session")).Status);
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
