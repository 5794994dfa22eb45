using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Dialogs;

/// <summary>Reads one dialog file. Whatever is wrong becomes a problem; null only when there is no dialog to speak of.</summary>
internal sealed class DialogParser(ContentFile file, DialogContext context, ImmutableArray<Problem>.Builder problems)
{
    /// <summary>Reads the rules of <c>_defaults.yaml</c>, with or without <c>rules:</c> above them.</summary>
    public Rules Defaults(YamlMap map)
    {
        var top = Reader(map);
        if (map["rules"] is null)
        {
            return new RulesParser(this).Read(top, Rules.Default);
        }

        var rules = top.Sub("rules") is { } sub ? new RulesParser(this).Read(sub, Rules.Default) : Rules.Default;
        top.Done("D001");
        return rules;
    }

    /// <summary>Reads a dialog.</summary>
    public Dialog? Dialog(YamlMap map, Rules defaults)
    {
        var top = Reader(map);
        var id = top.Required("dialog");
        var name = top.Required("name");
        if (id.Length == 0)
        {
            return null;
        }

        if (!file.Path.EndsWith($"/{id}.yaml", StringComparison.Ordinal))
        {
            top.Add(map["dialog"]!, "D020", $"文件名和 dialog 不一致：文件应该叫 {id}.yaml。", $"The file should be named {id}.yaml, as its `dialog` says.", Severity.Warning);
        }

        var start = Start(top.Sub("start"));
        var rules = top.Sub("rules") is { } sub ? new RulesParser(this).Read(sub, defaults) : defaults;
        var slots = Slots(top.Sub("slots"));
        var steps = top.List("steps");
        if (steps is null || steps.Items.IsEmpty)
        {
            top.Add(map, "D002", "缺少 steps：至少要有一步。", "`steps` is missing: a dialog has one step at least.");
        }

        top.Done("D001");
        var byId = slots.ToImmutableSortedDictionary(static slot => slot.Id, static slot => slot, StringComparer.Ordinal);
        return new Dialog
        {
            Id = id,
            Name = name,
            File = file.Path,
            Start = start,
            Rules = rules,
            Slots = byId,
            SlotOrder = slots,
            Steps = steps is null ? [] : new StepParser(this, context, byId).Steps(steps),
            Place = map["dialog"]!.Place,
        };
    }

    /// <summary>A reader of a part of this file.</summary>
    public YamlReader Reader(YamlMap map) => new(file.Path, map, problems);

    /// <summary>A template's key, checked.</summary>
    public string? Template(YamlReader reader, string key) => reader.Scalar(key) is { } scalar ? Template(scalar) : null;

    /// <summary>A template's key, checked.</summary>
    public string Template(YamlScalar scalar)
    {
        if (!context.TemplateExists(scalar.Text))
        {
            Add(scalar, "D006", $"没有模板“{scalar.Text}”，请先建 templates/{scalar.Text.Replace('.', '/')}.tmpl，或者改成已有的模板。",
                $"There is no template `{scalar.Text}`: create templates/{scalar.Text.Replace('.', '/')}.tmpl or name one that exists.");
        }

        return scalar.Text;
    }

    /// <summary>Adds a problem at a node.</summary>
    public void Add(YamlNode at, string code, string zh, string en, int offset = 0) =>
        problems.Add(new Problem(file.Path, at.Line, at.Column + offset, code, zh, en));

    private static DialogStart? Start(YamlReader? start)
    {
        if (start is null)
        {
            return null;
        }

        var say = start.Texts("say");
        _ = start.Text("intent");
        var where = start.Scalars("where");
        foreach (var place in where.Where(static place => place.Text is not ("group" or "dm")))
        {
            start.Add(place, "D015", $"where 只能写 group 或 dm，不能写“{place.Text}”。", $"`where` takes group and dm, not `{place.Text}`.");
        }

        start.Done("D001");
        return new DialogStart(say, where.IsEmpty || where.Any(static place => place.Text == "group"), where.IsEmpty || where.Any(static place => place.Text == "dm"));
    }

    private ImmutableArray<Slot> Slots(YamlReader? slots)
    {
        var found = ImmutableArray.CreateBuilder<Slot>();
        foreach (var entry in slots?.Map.Entries ?? [])
        {
            if (entry.Value is YamlMap map)
            {
                found.Add(new SlotParser(this).Read(entry.Key, Reader(map)));
            }
            else
            {
                Add(entry.Value, "D003", $"slots 里的“{entry.Key.Text}”应该是一组键值，例如 {{ name: 预算, type: money, ask: shop.ask_budget }}。",
                    $"Slot `{entry.Key.Text}` must be a map, as {{ name: Budget, type: money, ask: shop.ask_budget }}.");
            }
        }

        return found.ToImmutable();
    }
}
