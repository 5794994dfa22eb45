using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Dialogs;

/// <summary>Reads steps: one line for each verb.</summary>
internal sealed class StepParser(DialogParser parser, DialogContext context, ImmutableSortedDictionary<string, Slot> slots)
{
    private static readonly string[] Verbs = ["ask", "say", "do", "if", "confirm", "call", "hand_off", "end", "move_to"];

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Reads a list of steps.</summary>
    public ImmutableArray<Step> Steps(YamlList? list) => list is null ? [] : [.. list.Items.Select(Read).OfType<Step>()];

    private Step? Read(YamlNode node)
    {
        if (node is not YamlMap map || map.Entries.IsEmpty)
        {
            parser.Add(node, "D003", $"这里应该是一步，例如 - ask: budget；动词有：{string.Join("、", Verbs)}。", $"This must be a step, as - ask: budget; the verbs are {string.Join(", ", Verbs)}.");
            return null;
        }

        var verb = map.Entries.FirstOrDefault(static entry => Verbs.Contains(entry.Key.Text))?.Key;
        if (verb is null)
        {
            var first = map.Entries[0].Key;
            var (zh, en) = NearestName.Hint(first.Text, Verbs);
            parser.Add(first, "D004", $"没有“{first.Text}”这一步{zh} 动词有：{string.Join("、", Verbs)}。", $"There is no step `{first.Text}`{en} The verbs are {string.Join(", ", Verbs)}.");
            return null;
        }

        var reader = parser.Reader(map);
        var step = Read(reader, verb.Text, map);
        reader.Done("D001");
        return step;
    }

    private Step? Read(YamlReader reader, string verb, YamlMap map) => verb switch
    {
        "ask" => Slot(reader, "ask") is { } slot ? new Step.Ask(Id("ask", slot), map.Place, slot) : null,
        "say" => Text(reader, "say") is { } say ? new Step.Say(Id("say", say.Text), map.Place, parser.Template(say)) : null,
        "do" => Do(reader, map),
        "if" => If(reader, map),
        "confirm" => Slot(reader, "confirm") is { } slot
            ? new Step.Confirm(Id("confirm", slot), map.Place, slot, parser.Template(reader, "change"), Steps(reader.List("no")))
            : null,
        "call" => Text(reader, "call") is { } call ? new Step.Call(Id("call", call.Text), call.Place, call.Text) : null,
        "hand_off" => new Step.HandOff(Id("hand_off", reader.Text("hand_off") ?? ""), map.Place, reader.Text("hand_off") ?? "asked"),
        "end" => new Step.End(Id("end", reader.Text("end") ?? ""), map.Place, reader.Text("end") ?? "done"),
        _ => Move(reader, map),
    };

    private Step.Do? Do(YamlReader reader, YamlMap map)
    {
        var action = Text(reader, "do");
        if (action is not null && !context.Actions.Contains(action.Text))
        {
            var (zh, en) = NearestName.Hint(action.Text, context.Actions);
            var known = context.Actions.Order(StringComparer.Ordinal).ToArray();
            parser.Add(action, "D007", $"没有动作“{action.Text}”{zh} 现有：{string.Join("、", known)}。", $"There is no action `{action.Text}`{en} Known: {string.Join(", ", known)}.");
        }

        var with = ImmutableSortedDictionary.CreateBuilder<string, Argument>(StringComparer.Ordinal);
        foreach (var entry in reader.Sub("with")?.Map.Entries ?? [])
        {
            if (entry.Value is YamlScalar { IsEmpty: false } value)
            {
                with[entry.Key.Text] = value.IsQuoted || char.IsAsciiDigit(value.Text[0]) ? new Argument(null, value.Text) : new Argument(value.Text, "");
            }
        }

        var save = reader.Text("save");
        var handler = reader.Sub("on_error");
        if (handler is null)
        {
            parser.Add(map, "D010", "do 可能失败，必须写 on_error，例如 on_error: { say: shop.sorry, then: hand_off }。", "A `do` can fail: add on_error, as on_error: { say: shop.sorry, then: hand_off }.");
        }

        var onError = handler is null ? new OnError(null, null, GiveUp.End) : new OnError(
            parser.Template(handler, "say"), handler.Map["retry"] is null ? null : Slot(handler, "retry"),
            handler.OneOf("D015", "then", GiveUp.End, ("end", GiveUp.End), ("hand_off", GiveUp.HandOff)));
        handler?.Done("D001");
        return action is null ? null : new Step.Do(Id("do", action.Text), map.Place, action.Text, with.ToImmutable(), save, onError);
    }

    private Step.If? If(YamlReader reader, YamlMap map)
    {
        var text = Text(reader, "if");
        var then = Steps(reader.List("then"));
        var otherwise = Steps(reader.List("else"));
        if (then.IsEmpty && otherwise.IsEmpty && map["then"] is null)
        {
            parser.Add(map, "D002", "if 后面缺少 then。", "`if` lacks `then`.");
        }

        if (text is null)
        {
            return null;
        }

        var (condition, offset) = ConditionParser.Parse(text.Text);
        if (condition is null)
        {
            parser.Add(text, "D011", $"条件“{text.Text}”看不懂。可以写：a is b、a is not b、a > 3、a is empty，用 and、or 连接。",
                $"The condition `{text.Text}` cannot be read. Write: a is b, a is not b, a > 3, a is empty, joined by and, or.", offset);
            return null;
        }

        return new Step.If(Id("if", text.Text), text.Place, condition, then, otherwise);
    }

    private Step.MoveTo Move(YamlReader reader, YamlMap map)
    {
        _ = reader.OneOf("D015", "move_to", true, ("dm", true));
        return new Step.MoveTo(Id("move_to", "dm"), map.Place, parser.Template(reader, "reply"));
    }

    private YamlScalar? Text(YamlReader reader, string key)
    {
        var scalar = reader.Scalar(key);
        if (scalar is null && reader.Map[key] is YamlScalar or null)
        {
            parser.Add(reader.Map[key] ?? reader.Map, "D002", $"“{key}”后面缺少内容。", $"`{key}` lacks its subject.");
        }

        return scalar;
    }

    private string? Slot(YamlReader reader, string key)
    {
        var scalar = Text(reader, key);
        if (scalar is not null && !slots.ContainsKey(scalar.Text))
        {
            var (zh, en) = NearestName.Hint(scalar.Text, slots.Keys);
            parser.Add(scalar, "D005", $"slots 里没有“{scalar.Text}”{zh}", $"There is no slot `{scalar.Text}`{en}");
            return null;
        }

        return scalar?.Text;
    }

    private string Id(string verb, string subject)
    {
        var id = $"{verb}:{subject}";
        _seen[id] = _seen.GetValueOrDefault(id) + 1;
        return _seen[id] == 1 ? id : $"{id}#{_seen[id]}";
    }
}
