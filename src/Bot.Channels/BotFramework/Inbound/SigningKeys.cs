using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Channels.BotFramework.Inbound;

/// <summary>
/// The signing keys behind one OpenID metadata address. Fetched once for all callers, again after a day, and at once when
/// a token names a key that we lack, so that a rotated key works on its first message. Strangers can name such keys too:
/// those fetches come out of a small allowance, and a failed fetch is not repeated for a few seconds.
/// </summary>
internal sealed partial class SigningKeys(string metadata, HttpClient http, TimeProvider clock, ILogger log) : IDisposable
{
    /// <summary>Unasked-for refetches that may follow each other at once.</summary>
    internal const int Burst = 5;

    /// <summary>One more refetch is allowed each time this has passed.</summary>
    internal static readonly TimeSpan Refill = TimeSpan.FromSeconds(30);

    /// <summary>Age at which keys are fetched anew (Microsoft asks for 24 hours at most).</summary>
    internal static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <summary>How long a failed fetch is not repeated.</summary>
    internal static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Allowance _unasked = new(Burst, Refill);
    private volatile KeySet? _keys;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>The keys as known; null when there are none and none can be had now.</summary>
    public async ValueTask<KeySet?> GetAsync(CancellationToken cancel)
    {
        var keys = _keys;
        return keys is not null && clock.GetUtcNow() - keys.FetchedAt < MaxAge
            ? keys
            : await FetchAsync(keys, spend: false, cancel);
    }

    /// <summary>Newer keys than <paramref name="known"/>, if the allowance lets us look; else null.</summary>
    public async ValueTask<KeySet?> NewerAsync(KeySet known, CancellationToken cancel)
    {
        var keys = await FetchAsync(known, spend: true, cancel);
        return ReferenceEquals(keys, known) ? null : keys;
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>One fetch at a time; who waited for another's fetch takes its result. On failure the old keys stay good.</summary>
    private async ValueTask<KeySet?> FetchAsync(KeySet? known, bool spend, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (!ReferenceEquals(_keys, known) || now < _notBefore || (spend && !_unasked.Spend(now)))
            {
                return _keys;
            }

            // Not the caller's own cancellation: one who hangs up must not look like a metadata address that is down.
            using var patience = new CancellationTokenSource(Patience, clock);
            _keys = new KeySet(await DownloadAsync(patience.Token), clock.GetUtcNow());
            return _keys;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or ArgumentException or InvalidOperationException or IOException or FormatException or KeyNotFoundException)
        {
            _notBefore = clock.GetUtcNow() + FailurePause;
            NoKeys(log, metadata, e.GetType().Name);
            return _keys;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<JsonWebKey[]> DownloadAsync(CancellationToken cancel)
    {
        var source = new Uri(metadata);
        using var document = JsonDocument.Parse(await http.GetByteArrayAsync(source, cancel));
        var address = new Uri(source, document.RootElement.GetProperty("jwks_uri").GetString() ?? "");
        if (address.Scheme != source.Scheme && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidOperationException("jwks_uri leaves https");
        }

        var set = JsonWebKeySet.Create(await http.GetStringAsync(address, cancel));
        var keys = set.Keys.Where(key => key.Kty == "RSA" && key.Use != "enc").ToArray();
        return keys.Length > 0 ? keys : throw new InvalidOperationException("no RSA keys");
    }

    [LoggerMessage(1, LogLevel.Warning, "Signing keys of {Metadata} could not be fetched: {Error}")]
    private static partial void NoKeys(ILogger log, string metadata, string error);
}

/// <summary>Keys as fetched together.</summary>
/// <param name="Keys">RSA signing keys.</param>
/// <param name="FetchedAt">When.</param>
internal sealed record KeySet(JsonWebKey[] Keys, DateTimeOffset FetchedAt);
