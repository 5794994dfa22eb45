using System.Collections.Immutable;

namespace Bot.Channels.BotFramework.Inbound;

/// <summary>Who calls, as far as the token tells; some of it can only be judged against the activity.</summary>
public abstract record CallerVerdict
{
    private CallerVerdict()
    {
    }

    /// <summary>Nobody is asked who they are: there is no app id.</summary>
    public sealed record Anonymous : CallerVerdict;

    /// <summary>The Bot Connector of a cloud: its word holds for one service address and for the channels its key is endorsed for.</summary>
    /// <param name="ServiceUrl">The <c>serviceurl</c> claim.</param>
    /// <param name="Endorsements">Channels, and other endorsements, of the signing key.</param>
    public sealed record Connector(string? ServiceUrl, ImmutableArray<string> Endorsements) : CallerVerdict;

    /// <summary>Holder of our own app's secret: the Emulator, or ourselves.</summary>
    public sealed record Ourselves : CallerVerdict;

    /// <summary>Another bot, which calls us as a skill and which the configuration allows.</summary>
    /// <param name="AppId">Its app id.</param>
    public sealed record Parent(string AppId) : CallerVerdict;

    /// <summary>No.</summary>
    /// <param name="Status">401: not known. 403: known but not allowed. 503: its token cannot be judged now.</param>
    /// <param name="Reason">Short; never the token.</param>
    public sealed record Refused(int Status, string Reason) : CallerVerdict;
}
