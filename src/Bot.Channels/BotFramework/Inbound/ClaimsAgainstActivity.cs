namespace Bot.Channels.BotFramework.Inbound;

/// <summary>What a caller's proof must say about the very activity it brings.</summary>
internal static class ClaimsAgainstActivity
{
    /// <summary>Null when the caller may bring this activity; its service address is then vouched for.</summary>
    public static CallerVerdict.Refused? Check(CallerVerdict caller, string channelId, string? serviceUrl, BotFrameworkOptions options)
    {
        if (caller is not CallerVerdict.Connector connector)
        {
            return null;
        }

        if (serviceUrl is not null && !string.Equals(connector.ServiceUrl, serviceUrl, StringComparison.OrdinalIgnoreCase))
        {
            return new(401, "the token's serviceurl claim is not the activity's serviceUrl");
        }

        if (!connector.Endorsements.Contains(channelId, StringComparer.Ordinal))
        {
            return new(403, "the token's key is not endorsed for the activity's channelId");
        }

        return options.RequiredEndorsements.All(needed => connector.Endorsements.Contains(needed, StringComparer.Ordinal))
            ? null
            : new(403, "the token's key lacks an endorsement of BotFramework:RequiredEndorsements");
    }
}
