using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Dialogs;

/// <summary>Checks what needs the whole dialog, or all of them.</summary>
internal sealed class DialogLint(Dialog dialog, DialogContext context, ImmutableArray<Problem>.Builder problems)
{
    private readonly HashSet<string> _saved = [.. dialog.AllSteps.Select(static step => step switch
    {
        Step.Do { Save: { } save } => save,
        Step.Call call => call.Dialog,
        _ => null,
    }).OfType<string>()];

    /// <summary>Checks every dialog.</summary>
    public static void Check(ImmutableArray<Dialog> all, DialogContext context, ImmutableArray<Problem>.Builder problems)
    {
        foreach (var dialog in all)
        {
            var lint = new DialogLint(dialog, context, problems);
            lint.Calls(all);
            lint.Unreachable(dialog.Steps);
            lint.Names();
            lint.Replies();
            lint.Needs();
        }
    }

    private void Calls(ImmutableArray<Dialog> all)
    {
        foreach (var call in dialog.AllSteps.OfType<Step.Call>())
        {
            if (all.FirstOrDefault(other => other.Id == call.Dialog) is not { } target)
            {
                var (zh, en) = NearestName.Hint(call.Dialog, all.Select(static other => other.Id));
                Add(call.Place, "D008", $"没有对话“{call.Dialog}”{zh}", $"There is no dialog `{call.Dialog}`{en}");
            }
            else if (Reaches(target, all, []))
            {
                Add(call.Place, "D009", $"“{call.Dialog}”又会回到“{dialog.Id}”，会没完没了；去掉其中一个 call。", $"`{call.Dialog}` leads back to `{dialog.Id}`, for ever: remove one of the calls.");
            }
        }
    }

    private bool Reaches(Dialog from, ImmutableArray<Dialog> all, HashSet<string> seen) =>
        from.Id == dialog.Id || (seen.Add(from.Id)
            && from.AllSteps.OfType<Step.Call>().Any(call => all.FirstOrDefault(other => other.Id == call.Dialog) is { } next && Reaches(next, all, seen)));

    private void Unreachable(ImmutableArray<Step> steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (i + 1 < steps.Length && Ends(steps[i]))
            {
                Add(steps[i + 1].Place, "D013", "前面已经结束或转人工，这一步永远走不到。", "This step is never reached: the one before ends or hands over.");
                return;
            }

            switch (steps[i])
            {
                case Step.If branch:
                    Unreachable(branch.Then);
                    Unreachable(branch.Else);
                    break;
                case Step.Confirm confirm:
                    Unreachable(confirm.No);
                    break;
                default:
                    break;
            }
        }
    }

    private static bool Ends(Step step) => step is Step.End or Step.HandOff
        || (step is Step.If { Else.IsEmpty: false, Then.IsEmpty: false } branch && Ends(branch.Then[^1]) && Ends(branch.Else[^1]));

    private void Names()
    {
        foreach (var step in dialog.AllSteps)
        {
            foreach (var (path, offset) in step switch
            {
                Step.If branch => branch.Condition.Tests.Select(static test => (test.Path, test.Offset)),
                Step.Do action => action.With.Values.Where(static with => with.Path is not null).Select(static with => (with.Path!, 0)),
                _ => [],
            })
            {
                Known(step.Place, path.Split('.')[0], offset);
            }

            if (step is Step.If { Condition: var condition })
            {
                Options(step.Place, condition);
            }
        }

        foreach (var slot in dialog.SlotOrder.Where(slot => !dialog.AllSteps.Any(step => step is Step.Ask { Slot: var ask } && ask == slot.Id || step is Step.Confirm { Slot: var confirm } && confirm == slot.Id)))
        {
            Add(slot.Place, "D016", $"“{slot.Id}”从来没有被问到：加一步 ask，或者删掉它。", $"`{slot.Id}` is never asked: add an `ask` step or remove it.", slot.OnlyAsked ? Severity.Error : Severity.Warning);
        }
    }

    private void Known(Place place, string name, int offset)
    {
        if (!dialog.Slots.ContainsKey(name) && !_saved.Contains(name))
        {
            var (zh, en) = NearestName.Hint(name, dialog.Slots.Keys.Concat(_saved));
            Add(place with { Column = place.Column + offset }, "D005", $"没有“{name}”{zh} 它既不是 slots 里的，也没有哪一步 save 它；要写固定文字请加引号。",
                $"There is no `{name}`{en} It is neither a slot nor saved by a step; quote it if it is a fixed text.");
        }
    }

    private void Options(Place place, Condition condition)
    {
        foreach (var test in condition.Tests.Where(static test => test.Comparison is Comparison.Is or Comparison.IsNot))
        {
            if (dialog.Slots.GetValueOrDefault(test.Path) is { Type: SlotType.Choice } slot && slot.Options.All(option => option.Name != test.Text))
            {
                var (zh, en) = NearestName.Hint(test.Text, slot.Options.Select(static option => option.Name));
                Add(place with { Column = place.Column + test.Offset }, "D014", $"“{slot.Id}”没有“{test.Text}”这个选项{zh}", $"`{slot.Id}` has no option `{test.Text}`{en}");
            }
        }
    }

    private void Replies()
    {
        var rules = dialog.Rules;
        if (rules.OtherDialog == OnOtherDialog.AskFirst && rules.AskSwitch is null)
        {
            Add(dialog.Place, "D019", "other_dialog: ask_first 要有提问的模板：在 rules 或 _defaults.yaml 里写 interrupt: { ask: 模板 }。", "other_dialog: ask_first needs a question: write interrupt: { ask: TEMPLATE } in rules or _defaults.yaml.");
        }

        if (dialog.Start is { InGroup: true } && rules.MoveReply is null && (rules.Private || rules.MaxGroupTurns > 0))
        {
            Add(dialog.Place, "D019", "转到私聊前要在群里说一句：在 rules 或 _defaults.yaml 里写 private: { reply: 模板 }。", "Before it moves to the direct message it says one line in the group: write private: { reply: TEMPLATE } in rules or _defaults.yaml.");
        }

        if (rules.HandOffReply is null)
        {
            Add(dialog.Place, "D019", "转人工时要说一句：写 hand_off: { to: 谁, reply: 模板 }。", "A hand-off says one line: write hand_off: { to: WHO, reply: TEMPLATE }.");
        }
    }

    private void Needs()
    {
        if (context.TemplateNeeds is not { } needs)
        {
            return;
        }

        foreach (var (template, place) in Said())
        {
            foreach (var name in needs(template).Where(name => !DialogValues.Provides(dialog, _saved, name)))
            {
                Add(place, "D022", $"模板“{template}”要用 {name}，但这个对话没有：加一个 slot 或 save，或者改模板。", $"Template `{template}` needs {name}, which this dialog never has: add a slot or `save`, or change the template.");
            }
        }
    }

    private IEnumerable<(string Template, Place Place)> Said() => dialog.AllSteps
        .SelectMany(step => SaidBy(step).Select(template => (Template: template, step.Place)))
        .Concat(SaidByRules(dialog.Rules).Select(template => (Template: template, dialog.Place)))
        .Where(static said => said.Template is { Length: > 0 }).Select(static said => (said.Template!, said.Place));

    private IEnumerable<string?> SaidBy(Step step) => step switch
    {
        Step.Say say => [say.Template],
        Step.Do action => [action.OnError.Say],
        Step.Ask ask => SaidFor(dialog.Slots[ask.Slot]),
        Step.Confirm confirm => SaidFor(dialog.Slots[confirm.Slot]).Append(confirm.Change),
        _ => [],
    };

    private static IEnumerable<string?> SaidFor(Slot slot) => [slot.Ask, slot.Retry, slot.Check?.Else];

    private static IEnumerable<string?> SaidByRules(Rules rules) =>
        [rules.CancelReply, rules.Remind, rules.TimeoutReply, rules.FailReply, rules.HandOffReply, rules.AskSwitch];

    private void Add(Place place, string code, string zh, string en, Severity severity = Severity.Error) =>
        problems.Add(new Problem(dialog.File, place.Line, place.Column, code, zh, en, severity));
}
