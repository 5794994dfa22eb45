using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Channels.BotFramework.Outbound;

/// <summary>A token, or why there is none.</summary>
/// <param name="Value">The token; null when there is none. Empty never.</param>
/// <param name="RetryAfter">When another try makes sense.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record OutboundToken(string? Value, TimeSpan RetryAfter, string Reason);

/// <summary>
/// Our own tokens for the connector. Kept per client, authority and scope; one request at a time for
/// each; fetched anew five minutes ahead of expiry while the old one still serves; failures are not repeated before a
/// growing pause is over, at most a minute.
/// </summary>
public sealed partial class OutboundTokens(BotFrameworkOptions options, HttpClient http, TimeProvider clock, ILogger<OutboundTokens> log)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Client, string Authority, string Scope), Slot> _slots = new();

    /// <summary>The token for the connector of our cloud, or for a bot whose skill we are.</summary>
    /// <param name="stale">A token that was just refused: it is replaced, unless that happened too often lately; then it comes back.</param>
    /// <param name="cancel">Stops waiting, not the request that others wait for.</param>
    /// <param name="audience">The app id of the parent bot that it is for; null for the connector.</param>
    public ValueTask<OutboundToken> GetAsync(string? stale, CancellationToken cancel, string? audience = null) =>
        GetAsync(audience is null ? options.Scope : audience + BotFrameworkOptions.DefaultScope, stale, cancel);

    private async ValueTask<OutboundToken> GetAsync(string scope, string? stale, CancellationToken cancel)
    {
        var slot = _slots.GetOrAdd((options.MicrosoftAppId, options.LoginUrl, scope), _ => new Slot());
        var held = slot.Held;
        var usable = held is not null && held.Value != stale && clock.GetUtcNow() < held.Expires;
        if (usable && clock.GetUtcNow() < held!.RenewAt)
        {
            return new(held.Value, TimeSpan.Zero, "");
        }

        // While the old one is good nobody waits for the new one: the first caller fetches it, the others go on.
        if (!await slot.Gate.WaitAsync(usable ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancel))
        {
            return new(held!.Value, TimeSpan.Zero, "");
        }

        try
        {
            return await RenewAsync(slot, scope, stale);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private async ValueTask<OutboundToken> RenewAsync(Slot slot, string scope, string? stale)
    {
        var now = clock.GetUtcNow();
        var held = slot.Held;
        if (held is not null && held.Value != stale && now < held.RenewAt)
        {
            return new(held.Value, TimeSpan.Zero, "");
        }

        // A connector that refuses every token must not make us ask the authority for each message.
        if (held is not null && held.Value == stale && !slot.Renewals.Spend(now))
        {
            return new(stale, TimeSpan.Zero, "");
        }

        if (now >= slot.NotBefore)
        {
            try
            {
                slot.Held = held = await FetchAsync(scope);
                slot.Failures = 0;
                return new(held.Value, TimeSpan.Zero, "");
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException or IOException or KeyNotFoundException or FormatException)
            {
                var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(slot.Failures++, 10))));
                slot.NotBefore = clock.GetUtcNow() + pause;
                NoToken(log, options.TokenSource, (e as HttpRequestException)?.StatusCode is { } status ? (int)status : 0, e.GetType().Name);
            }
        }

        return held is not null && held.Value != stale && clock.GetUtcNow() < held.Expires
            ? new(held.Value, TimeSpan.Zero, "")
            : new(null, slot.NotBefore - clock.GetUtcNow(), "no token from the authority");
    }

    private async Task<Holding> FetchAsync(string scope)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var request = TokenRequest.Of(options, scope);
        using var response = await http.SendAsync(request, patience.Token);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(patience.Token));
        var token = json.RootElement.GetProperty("access_token").GetString();
        if (string.IsNullOrEmpty(token) || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new InvalidOperationException("access_token is not a token");
        }

        var now = clock.GetUtcNow();
        var life = TimeSpan.FromSeconds(Math.Clamp(TokenRequest.Seconds(json.RootElement, now), 1, 24 * 3600));
        return new(token, now + life - (life > Ahead * 2 ? Ahead : life / 2), now + life);
    }

    [LoggerMessage(1, LogLevel.Warning, "No token from {Authority}: status {Status}, {Error}")]
    private static partial void NoToken(ILogger log, string authority, int status, string error);

    private sealed record Holding(string Value, DateTimeOffset RenewAt, DateTimeOffset Expires);

    /// <summary>Never disposed: there is one per scope for the life of the program.</summary>
    private sealed class Slot
    {
        private volatile Holding? _held;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Allowance Renewals { get; } = new(5, TimeSpan.FromSeconds(30));

        public Holding? Held
        {
            get => _held;
            set => _held = value;
        }

        public DateTimeOffset NotBefore { get; set; }

        public int Failures { get; set; }
    }
}
