using System.Collections.Immutable;
using System.Security.Cryptography;
using Bot.Channels.DirectLine;
using Microsoft.Extensions.Options;

namespace Bot.Host.Demo;

/// <summary>Makes visits to the demo: each visitor gets conversations and accounts of their own, so that nobody reads another's.</summary>
public sealed class DemoVisits(TokenMint mint, IOptions<DirectLineOptions> directLine, IOptions<DemoOptions> options)
{
    /// <summary>Begins every conversation of the demo.</summary>
    public const string Prefix = "demo-";

    /// <summary>A new visit.</summary>
    public DemoVisit Begin() => Make(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)));

    /// <summary>The visit that a key was given for, with fresh tokens; null when the key is too old or not ours.</summary>
    public async ValueTask<DemoVisit?> ResumeAsync(string key) =>
        await mint.ReadAsync(key, TokenUse.Demo) is TokenReading.Valid { Grant.Conversation: var visit } ? Make(visit) : null;

    private DemoVisit Make(string visit)
    {
        var lu = new DemoPerson("lu", $"dl_demo-{visit}-lu", "小鹿");
        var wang = new DemoPerson("wang", $"dl_demo-{visit}-wang", "老王");
        var bot = directLine.Value;
        return new DemoVisit(
            mint.Make(new Grant(visit), TokenUse.Demo, options.Value.VisitLifetime),
            bot.BotId,
            bot.BotName,
            [lu, wang],
            [
                Room("group", $"{Prefix}group-{visit}", "雾屿护肤 · 会员群", "小助", [lu, wang]),
                Room("expert", $"{Prefix}expert-{visit}", "护肤研究所", "小研", [lu, wang]),
                Room("dm", $"{Prefix}dm-{visit}", "", "小助", [lu]),
            ]);
    }

    private DemoRoom Room(string key, string conversation, string name, string assistant, ImmutableArray<DemoPerson> people) => new(
        key,
        conversation,
        name,
        assistant,
        people.ToImmutableSortedDictionary(person => person.Key, person => mint.Make(
            new Grant(conversation, person.Id, person.Name, IsGroup: key != "dm", Topic: name.Length > 0 ? name : null),
            TokenUse.Access,
            directLine.Value.TokenLifetime)));
}
