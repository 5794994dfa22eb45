using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Activities;

namespace Bot.Core.Turns;

/// <summary>Ids and seeds derived from what a turn is about, so that a repeated turn makes the same ones.</summary>
/// <param name="Prefix">24 hex digits, unique for the conversation and activity.</param>
/// <param name="Seed">Where draws come from.</param>
internal readonly record struct TurnIds(string Prefix, ulong Seed)
{
    /// <summary>Derives them.</summary>
    public static TurnIds Of(ConversationKey conversation, string activityId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation.Channel}\n{conversation.Id}\n{activityId}"), hash);
        return new TurnIds(Convert.ToHexStringLower(hash[..12]), BinaryPrimitives.ReadUInt64LittleEndian(hash[12..]));
    }

    /// <summary>The id of the turn's n-th fact or message.</summary>
    public string Next(char kind, int n) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{kind}{n}");
}
