using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Core.Shop;
using Bot.Core.Turns;

namespace Bot.Tests.Dialogs;

/// <summary>A conversation with the engine alone. Every state goes through JSON, as it does in the service.</summary>
public sealed class Talk(DialogSet set, ShopData shop)
{
    private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public DialogState? State { get; private set; }

    public bool Group { get; init; }

    public string? Faq { get; set; }

    public string? Other { get; set; }

    public Func<ActionCall, ActionResult?> Fake { get; init; } = static _ => null;

    public ImmutableArray<DialogEffect> Effects { get; private set; } = [];

    public static Talk With(string yaml, ShopData? shop = null, bool group = false, Func<ActionCall, ActionResult?>? fake = null) =>
        new(Set(yaml), shop ?? ShopData.Empty) { Group = group, Fake = fake ?? (static _ => null) };

    public static DialogSet Set(params string[] yamls)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var set = DialogSet.Build(Files(yamls), Context, problems);
        Assert.True(problems.All(static p => p.Severity != Severity.Error), string.Join("\n", problems.Where(static p => p.Severity == Severity.Error).Select(static p => p.Format("en"))));
        return set;
    }

    public static DialogContext Context { get; } = new(static _ => true, ShopData.Empty, ShopActions.Names.Add("match.find"));

    public static ContentFile[] Files(params string[] yamls) =>
        [new(DialogSet.DefaultsPath, Samples.Defaults), .. yamls.Select(static yaml => new ContentFile($"dialogs/{yaml.Split('\n')[0]["dialog: ".Length..].Trim()}.yaml", yaml))];

    public string Start(string dialog, string text, string who = "小鹿") => Take(DialogEngine.Start(set, dialog, Input(text, who), "i1"));

    public string Say(string text, string who = "小鹿") => Take(DialogEngine.Advance(set, State!, Input(text, who)));

    public string Wait(TimeSpan time)
    {
        _now += time;
        return Take(DialogEngine.Wake(set, State!, Input("", "小鹿")));
    }

    public string Slot(string name) => State!.Slots.TryGetValue(name, out var value) ? value.Value : "";

    private DialogInput Input(string text, string who) => new()
    {
        Text = text,
        Member = who,
        Now = _now,
        Zone = "Asia/Shanghai",
        IsGroup = Group,
        Addressed = !Group,
        Faq = Faq,
        OtherDialog = Other,
        Shop = shop,
        Seed = 1,
        Act = call => Fake(call) ?? ShopActions.Run(shop, call, _now),
    };

    private string Take(DialogTurn turn)
    {
        State = turn.State is null ? null : StateJson.Read<DialogState>(StateJson.Write(turn.State));
        Effects = turn.Effects;
        return string.Join(" ", turn.Effects.Select(static effect => effect switch
        {
            DialogEffect.Say say => say.Template,
            DialogEffect.Answer answer => "faq:" + answer.Template,
            DialogEffect.MoveToDirect move => ">dm:" + move.PublicLine,
            DialogEffect.HandOff handOff => $"handoff:{handOff.Reason}",
            DialogEffect.Ticket => "ticket",
            DialogEffect.Silent silent => "silent:" + silent.Reason,
            DialogEffect.Switch other => "switch:" + other.Dialog,
            DialogEffect.Ended ended => "end:" + ended.Outcome,
            _ => throw new InvalidOperationException(effect.ToString()),
        }));
    }
}
