using System.Text.Json.Nodes;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Begins a conversation and brings users into it; each of both happens once, however often it is asked for.</summary>
internal sealed class Joining(IActivityLog log, Roster roster, HandIn handIn, IOptions<DirectLineOptions> options, TimeProvider time)
{
    // A client that was refused tries again at once. Later than this it would greet somebody twice: the assistant
    // does not remember for ever what it has heard.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Makes sure that the conversation has begun and the user is in it, and tells the assistant of both. What is fresh
    /// is told again, in case it was not kept the first time: the assistant knows repeats by their ids.
    /// </summary>
    public async ValueTask<(Facts Facts, bool Began, Refusal? Refusal)> JoinAsync(Grant grant, string? locale, CancellationToken cancel)
    {
        var facts = await roster.OfAsync(grant.Conversation, cancel);
        var began = !facts.Started;
        if (facts.DeclaredGroup == false && grant.User is { } other && !facts.Members.IsEmpty && !facts.Members.ContainsKey(other))
        {
            return (facts, false, Refusal.Forbidden("This direct conversation belongs to somebody else."));
        }

        if (began || IsFresh(facts.BeganAt))
        {
            if (await TellAsync(grant, facts, new("start", Bot, Data("isGroup", grant.IsGroup, "topic", grant.Topic)), cancel) is { } failed)
            {
                return (facts, began, failed);
            }
        }

        if (grant.User is { } user && (!facts.Members.TryGetValue(user, out var joined) || IsFresh(joined.At)))
        {
            var news = new News($"join:{user}", new Account(user, grant.UserName), Data("joined", user, "locale", locale));
            if (await TellAsync(grant, facts, news, cancel) is { } failed)
            {
                return (facts, began, failed);
            }
        }

        return (await roster.OfAsync(grant.Conversation, cancel), began, null);
    }

    private bool IsFresh(DateTimeOffset at) => time.GetUtcNow() - at < Fresh;

    private Account Bot => new(options.Value.BotId, options.Value.BotName, IsBot: true);

    private sealed record News(string OnceKey, Account Added, JsonObject Data);

    private async ValueTask<Refusal?> TellAsync(Grant grant, Facts facts, News news, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var from = new Account(grant.User ?? grant.Conversation, grant.UserName);
        var (entry, _) = await log.AppendAsync(Wire.Key(grant.Conversation), news.OnceKey, from.Id, sequence =>
        {
            var id = Wire.Id(grant.Conversation, sequence);
            return (id, Wire.Bytes(Json(id, grant.Conversation, from, news, now)));
        }, cancel);
        return await handIn.GiveAsync(new Activity
        {
            Type = ActivityType.ConversationUpdate,
            Id = entry.Id,
            Conversation = Wire.Key(grant.Conversation),
            IsGroup = grant.IsGroup ?? facts.IsGroup,
            ConversationName = grant.Topic ?? facts.Topic,
            From = from,
            Recipient = Bot,
            Locale = (string?)news.Data["locale"],
            At = now,
            MembersAdded = [news.Added],
            Route = new Route(DirectLineChannel.Name, "", Bot),
        });
    }

    // "type" comes first: that is how clients' streams know what to leave out.
    private static JsonObject Json(string id, string conversation, Account from, News news, DateTimeOffset now) => new()
    {
        ["type"] = "conversationUpdate",
        ["id"] = id,
        ["timestamp"] = Wire.Stamp(now),
        ["channelId"] = Wire.Channel,
        ["from"] = new JsonObject { ["id"] = from.Id },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = news.Added.Id }),
        ["channelData"] = news.Data,
    };

    private static JsonObject Data(string name, JsonNode? value, string other, JsonNode? otherValue)
    {
        var data = new JsonObject();
        if (value is not null)
        {
            data[name] = value;
        }

        if (otherValue is not null)
        {
            data[other] = otherValue;
        }

        return data;
    }
}
