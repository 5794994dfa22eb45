using System.Security.Cryptography;

namespace Bot.Channels.BotFramework;

/// <summary>Gives an activity the id by which a repeat of it is known.</summary>
internal static class ActivityId
{
    /// <summary>
    /// The platform's own id. An edit, a deletion or a reaction may carry the id of its target instead: then the body makes
    /// the difference, so that a redelivery is known and the next edit is not taken for one (only where a timestamp tells
    /// two equal ones apart). Without either, a new one: such an activity cannot be recognised.
    /// </summary>
    public static string Of(WireActivity activity, ReadOnlyMemory<byte> body, NewId newId)
    {
        if (activity.Id is null || (activity.IdIsTarget && activity.Timestamp is null))
        {
            return newId();
        }

        return activity.IdIsTarget
            ? $"{activity.Id}~{activity.Type}~{Convert.ToHexStringLower(SHA256.HashData(body.Span))[..24]}"
            : activity.Id;
    }
}
