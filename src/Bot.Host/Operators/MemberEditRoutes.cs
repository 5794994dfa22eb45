using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Throttling;
using Bot.Host.Pushes;
using Bot.Host.Runtime;

namespace Bot.Host.Operators;

/// <summary>What an operator writes into a profile.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Id">The member's id there.</param>
/// <param name="Zone">IANA time zone; null takes it away.</param>
/// <param name="Tags">All tags; null leaves them but for the two below.</param>
/// <param name="Add">Tags to add.</param>
/// <param name="Remove">Tags to take away.</param>
/// <param name="Person">What joins several identities; null parts this one from its person again.</param>
public sealed record MemberEdit(
    string? Channel, string? Id, string? Zone = null, ImmutableArray<string>? Tags = null, ImmutableArray<string>? Add = null, ImmutableArray<string>? Remove = null, string? Person = null);

/// <summary>Operators set a member's zone and tags, and join or part identities of one person (requirement C7).</summary>
internal static class MemberEditRoutes
{
    private const int Longest = 200;
    private const int MostTags = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/members/zone", (MemberEdit edit, Editing editing, CancellationToken cancel) =>
            edit.Zone is null || LocalTime.Of(edit.Zone) is not null
                ? editing.ChangeAsync(edit, _ => new ProfileChange.Zoned(edit.Zone), cancel)
                : Wrong($"没有时区 {edit.Zone}，要写 IANA 名字，例如 Asia/Shanghai / zone: no time zone {edit.Zone}; write an IANA name such as Asia/Shanghai"));
        api.MapPut("/members/tags", (MemberEdit edit, Editing editing, CancellationToken cancel) =>
            new[] { edit.Tags, edit.Add, edit.Remove }.SelectMany(tags => tags ?? []).ToArray() is var all && all.Length <= MostTags && all.All(tag => tag is { Length: > 0 and <= Longest })
                ? editing.ChangeAsync(edit, profile => Tagging(edit, profile), cancel)
                : Wrong($"标签最多 {MostTags} 个，每个 1 到 {Longest} 字 / tags: at most {MostTags}, each of 1 to {Longest} characters"));
        api.MapPut("/members/person", (MemberEdit edit, Editing editing, CancellationToken cancel) =>
            edit.Person is null or { Length: > 0 and <= Longest }
                ? editing.ChangeAsync(edit, _ => new ProfileChange.OfPerson(edit.Person), cancel)
                : Wrong($"person 要 1 到 {Longest} 个字 / person: 1 to {Longest} characters, or null to part"));
    }

    private static ProfileChange.Tagged Tagging(MemberEdit edit, Profile profile)
    {
        var add = (edit.Tags ?? []).Concat(edit.Add ?? []).ToImmutableSortedSet();
        var gone = edit.Tags is { } all ? profile.Tags.Except(all) : [];
        return new ProfileChange.Tagged(add, gone.Union(edit.Remove ?? []));
    }

    private static Task<IResult> Wrong(string what) => Task.FromResult(Results.Problem(statusCode: 400, title: what));

    /// <summary>Changes a profile outside a turn, here and in what is remembered.</summary>
    internal sealed class Editing(ILedger ledger, IRecord record, TurnRunner turns, AudienceDirectory directory, AudienceFacts facts, PushIntake pushes)
    {
        public async Task<IResult> ChangeAsync(MemberEdit edit, Func<Profile, ProfileChange> change, CancellationToken cancel)
        {
            if (edit is not { Channel: { Length: > 0 } channel, Id: { Length: > 0 } id })
            {
                return await Wrong("缺少字段：channel, id / missing: channel, id").ConfigureAwait(false);
            }

            var member = new MemberKey(channel, id);
            var people = await facts.PersonAsync(member, cancel).ConfigureAwait(false);
            var made = change(await record.ProfileAsync(member, cancel).ConfigureAwait(false));
            await ledger.ChangeProfileAsync(member, [made], cancel).ConfigureAwait(false);
            turns.Opened(member, made);
            if (made is ProfileChange.OfPerson)
            {
                await directory.ForgetAsync(cancel).ConfigureAwait(false);
            }

            if (made is ProfileChange.OfPerson or ProfileChange.Zoned)
            {
                // What waits for a person waits by their day, and is counted over all who were and are one with them.
                pushes.Changed(new PushChange { Members = [.. people.Select(one => one.Member)] });
            }

            var profile = await record.ProfileAsync(member, cancel).ConfigureAwait(false);
            return Results.Json(new { member, zone = profile.Zone, tags = profile.Tags, person = profile.Person }, ApiJson.Options);
        }
    }
}
