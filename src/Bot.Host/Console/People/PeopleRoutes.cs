using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Operators;
using Bot.Host.Pushes;

namespace Bot.Host.Console.People;

/// <summary>Members: <c>/people</c>, found by name, tag or channel, and one with all that is known.</summary>
internal static class PeopleRoutes
{
    private const int Page = 500;
    private const int MaxPage = 1000;
    private const int MaxCsv = 10_000;
    private const int MostLooked = 50_000;
    private const int Facts = 200;
    private const int Verdicts = 100;

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/people", ListAsync).Needs(Permission.View).Says("成员，可按名字、标签、平台找", "Members, by name, tag or channel", "format")
            .WithCsv("people", "member.channel", "member.id", "nick", "tags", "segments", "firstSeen", "lastSeen");
        v1.MapGet("/people/card", CardAsync).Needs(Permission.View).Says("一位成员：身份、资料及来源、标签、意愿、互动、推送及理由", "One member: identities, facts with their sources, tags, consent, interactions, pushes with reasons");
    }

    private static async Task<IResult> ListAsync(string? q, string? tag, string? channel, string? after, int? limit, HttpContext context, IRecord record, CancellationToken cancel)
    {
        var most = Csv.Wanted(context.Request) ? MaxCsv : MaxPage;
        if (limit < 1 || limit > most)
        {
            return ApiProblem.Of(400, "limit_wrong", $"limit 要在 1 到 {most} 之间", $"limit must lie between 1 and {most}");
        }

        var wanted = limit ?? (most == MaxCsv ? MaxCsv : 100);
        var items = new List<PersonRow>();
        var (cursor, looked, more) = (string.IsNullOrEmpty(after) ? null : after, 0, true);
        try
        {
            while (more && items.Count < wanted && looked < MostLooked)
            {
                var page = await record.MembersAsync(cursor, Page, cancel).ConfigureAwait(false);
                more = page.Length == Page;
                foreach (var one in page)
                {
                    if (items.Count == wanted)
                    {
                        more = true;
                        break;
                    }

                    (cursor, looked) = (one.Cursor, looked + 1);
                    if (Fits(one, q, tag, channel))
                    {
                        items.Add(PersonRow.Of(one.Member, one.Profile));
                    }
                }
            }
        }
        catch (FormatException)
        {
            return ApiProblem.Of(400, "cursor_wrong", "after 不是之前返回的游标", "after is not a cursor that an earlier page gave");
        }

        return Results.Json(new { items, next = more ? cursor : null }, ApiJson.Options);
    }

    private static bool Fits(RecordedMember one, string? q, string? tag, string? channel) =>
        (string.IsNullOrEmpty(channel) || one.Member.Channel == channel)
        && (string.IsNullOrEmpty(tag) || one.Profile.Tags.Contains(tag) || one.Profile.Segments.Contains(tag))
        && (string.IsNullOrEmpty(q)
            || one.Member.Id.Contains(q, StringComparison.OrdinalIgnoreCase)
            || one.Profile.Nick?.Contains(q, StringComparison.OrdinalIgnoreCase) == true
            || one.Profile.Person == q);

    private static async Task<IResult> CardAsync(string? channel, string? id, string? after, string? pushesAfter, IRecord record, IPushLedger ledger, AudienceDirectory directory, CancellationToken cancel)
    {
        if (channel is not { Length: > 0 } || id is not { Length: > 0 })
        {
            return ApiProblem.Of(400, "member_missing", "要写 channel 和 id", "channel and id are needed");
        }

        var member = new MemberKey(channel, id);
        var profile = await record.ProfileAsync(member, cancel).ConfigureAwait(false);
        if (PersonFacts.IsEmpty(profile))
        {
            return ApiProblem.Of(404, "no_member", "没有这位成员", "No such member");
        }

        var identities = profile.Person is { } person ? await directory.PersonAsync(person, member, cancel).ConfigureAwait(false) : [member];
        var (facts, last) = (new List<Interaction>(), default(string));
        try
        {
            await foreach (var entry in record.ReadAsync(new InteractionQuery(Member: member, Limit: Facts, After: string.IsNullOrEmpty(after) ? null : after), cancel).ConfigureAwait(false))
            {
                last = entry.Cursor;
                facts.Add(entry.Interaction);
            }
        }
        catch (FormatException)
        {
            return ApiProblem.Of(400, "cursor_wrong", "after 不是之前返回的游标", "after is not a cursor that an earlier page gave");
        }

        var pushes = await ledger.ListAsync(new PushQuery(Member: member, Max: Verdicts, After: string.IsNullOrEmpty(pushesAfter) ? null : pushesAfter), cancel).ConfigureAwait(false);
        return Results.Json(
            new
            {
                member,
                identities,
                profile = PersonFacts.Of(profile),
                conversations = profile.Conversations.Except(profile.Away).OrderBy(one => one.Id, StringComparer.Ordinal),
                left = profile.Away.OrderBy(one => one.Id, StringComparer.Ordinal),
                interactions = new { items = facts, next = facts.Count == Facts ? last : null },
                pushes = new { items = pushes.Select(PushView.Of), next = pushes.Length == Verdicts ? pushes[^1].Push.Id : null },
            },
            ApiJson.Options);
    }
}
