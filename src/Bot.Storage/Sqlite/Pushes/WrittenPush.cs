using Bot.Core.Activities;
using Bot.Core.Pushes;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>A push made ready for its row by the caller's thread: the writer's is the one that everybody waits for.</summary>
internal sealed class WrittenPush
{
    private WrittenPush(PushRow row, bool withSlots)
    {
        Row = row;
        Member = row.Push.Member is { } member ? HashOf(member) : null;
        Group = row.Push.Group is { } group ? HashOf(group) : null;
        Logs = withSlots ? PackedTexts.Write(row.Slots.Select(log => log.Text)) : [];
        Failures = PackedTexts.Write(row.Failures);
        Json = PushJson.Write(row with { State = default, Fence = 0, Due = default, ChangedAt = default, Slots = [], SlotAt = null, Failures = [], Note = null });
    }

    public PushRow Row { get; }

    public string Name => Row.Push.Id;

    /// <summary>How a member's rows are found: the row itself says whether it is really theirs.</summary>
    public long? Member { get; }

    /// <summary>How a group's rows are found.</summary>
    public long? Group { get; }

    public byte[] Logs { get; }

    public byte[] Failures { get; }

    public byte[] Json { get; }

    public static WrittenPush WithSlots(PushRow row) => new(row, true);

    public static WrittenPush WithoutSlots(PushRow row) => new(row, false);

    public static long HashOf(MemberKey member) => unchecked((long)StableHash.Of(member.Channel, member.Id));

    public static long HashOf(ConversationKey group) => unchecked((long)StableHash.Of(group.Channel, group.Id));
}
