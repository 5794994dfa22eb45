using System.Collections.Immutable;

namespace Bot.Channels.DirectLine;

/// <summary>What a token allows: one conversation, perhaps as one user, perhaps from some web origins only.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="User">The user it is bound to; null when the client names itself.</param>
/// <param name="UserName">That user's display name.</param>
/// <param name="IsGroup">Whether the conversation is a group; null when whoever asked did not say.</param>
/// <param name="Topic">The group's name.</param>
/// <param name="Origins">Origins that may use it; empty for any.</param>
public sealed record Grant(
    string Conversation,
    string? User = null,
    string? UserName = null,
    bool? IsGroup = null,
    string? Topic = null,
    ImmutableArray<string> Origins = default);

/// <summary>What became of reading a token.</summary>
public abstract record TokenReading
{
    private TokenReading()
    {
    }

    /// <summary>Ours, whole and in time.</summary>
    /// <param name="Grant">What it allows.</param>
    public sealed record Valid(Grant Grant) : TokenReading;

    /// <summary>Ours, but too old.</summary>
    public sealed record Expired : TokenReading;

    /// <summary>Not ours, or for another use.</summary>
    public sealed record Invalid : TokenReading;
}

/// <summary>What a token is for; one made for one use is worthless for another.</summary>
public enum TokenUse
{
    /// <summary>Calling the server.</summary>
    Access,

    /// <summary>Connecting to the stream, within a minute.</summary>
    Stream,

    /// <summary>Taking up a demo visit again.</summary>
    Demo,
}
