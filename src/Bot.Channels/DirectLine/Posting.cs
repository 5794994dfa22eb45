using System.Text.Json.Nodes;
using Bot.Core.Ports;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Takes in what a client says: into the log once, then to the assistant; acknowledged only when both have it.</summary>
internal sealed class Posting(
    IActivityLog log, Roster roster, Joining joining, HandIn handIn, StreamHub hub, IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>Posts an activity; the id that everybody will see it under, or why it was refused.</summary>
    /// <param name="grant">Conversation and user; the user is who said it.</param>
    /// <param name="json">The activity as the client sent it.</param>
    /// <param name="cancel">Given up before anything is kept.</param>
    public async ValueTask<(string? Id, Refusal? Refusal)> PostAsync(Grant grant, JsonObject json, CancellationToken cancel)
    {
        var user = grant.User!;
        var stamped = ClientActivity.Stamp(json, grant, time.GetUtcNow());
        if (stamped is null)
        {
            return (null, Refusal.BadArgument("An activity is an object with a 'type' that clients may send and a 'from.id'."));
        }

        if ((string?)stamped["type"] == "typing")
        {
            stamped["id"] = $"{grant.Conversation}|t{Guid.NewGuid():N}";
            hub.Pass(grant.Conversation, Wire.Bytes(stamped));
            return ((string?)stamped["id"], null);
        }

        var facts = await roster.OfAsync(grant.Conversation, cancel);
        if (!facts.Members.ContainsKey(user))
        {
            (facts, _, var notJoined) = await joining.JoinAsync(grant, (string?)stamped["locale"], cancel);
            if (notJoined is not null)
            {
                return (null, notJoined);
            }
        }

        // Before anything is kept: what cannot be read must not stand in the log.
        if (ClientReader.Read(Wire.Bytes(stamped), "", grant, facts, options.Value).Wrong is { } wrong)
        {
            return (null, Refusal.BadArgument(wrong));
        }

        var (entry, _) = await log.AppendAsync(Wire.Key(grant.Conversation), ClientActivity.OnceKey(stamped, user), user, sequence =>
        {
            var id = Wire.Id(grant.Conversation, sequence);
            stamped["id"] = id;
            return (id, Wire.Bytes(stamped));
        }, cancel);

        // From the log and not from this request: a retry is read as it was first said, for those are the words that the members saw.
        var refusal = await handIn.GiveAsync(ClientReader.Read(entry.Json, entry.Id, grant, facts, options.Value).Activity!);
        hub.Wake(grant.Conversation);
        return refusal is null ? (entry.Id, null) : (null, refusal);
    }
}
