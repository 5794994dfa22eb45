using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Personas;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Properties;

public sealed class PersonaProperties
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Fact]
    public void Resolve_AnySetAndContext_FindsExactlyOneByTheStrongestClaim()
    {
        var some = Gen.Elements("a", "b", "c", "d", "e").ArrayOf().Select(x => x.Distinct().Take(2).ToArray());
        var scene =
            from claims in Gen.Zip(Gen.Zip(some, some), Gen.Zip(some, some)).ArrayOf(4)
            from channel in Gen.Elements(Names)
            from isGroup in Gen.Elements(true, false)
            from id in Gen.Elements(Names)
            from segments in some
            select (claims, context: new PersonaContext(channel, isGroup ? id : null, id, [.. segments]));

        Prop.ForAll(scene.ToArbitrary(), s =>
        {
            var set = Make(s.claims);
            var choice = set.Resolve(s.context);
            var claims = set.All.Select(p => p.Serves).ToList();
            var expected =
                claims.Any(c => c.Members.Contains(s.context.Member)) ? "member"
                : claims.Any(c => c.Segments.Intersect(s.context.Segments).Any()) ? "segment"
                : s.context.Group is { } g && claims.Any(c => c.Groups.Contains(g)) ? "group"
                : claims.Any(c => c.Channels.Contains(s.context.Channel)) ? "channel" : "default";
            return choice.By == expected && set.All.Contains(choice.Persona) && set.Resolve(s.context) == choice && (choice.By != "default" || choice.Persona.Serves.Default);
        }).QuickCheckThrowOnFailure();
    }

    private static PersonaSet Make(((string[] M, string[] S), (string[] G, string[] C))[] claims)
    {
        var files = claims.Select((c, i) => new ContentFile(
            $"dialogs/personas/p{i}.yaml",
            $"persona: p{i}\nname: 名{i}\nserves: {{members: [{string.Join(',', c.Item1.M)}], segments: [{string.Join(',', c.Item1.S)}], groups: [{string.Join(',', c.Item2.G)}], channels: [{string.Join(',', c.Item2.C)}], default: {(i == 0 ? "true" : "false")}}}\n"));
        return PersonaSet.Build([.. files], ImmutableArray.CreateBuilder<Problem>());
    }
}
