using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates;

/// <summary>Reads the variables that a model file declares.</summary>
internal static class ModelReader
{
    private const int MaxDepth = 3;

    public static ImmutableArray<Variable> Read(YamlReader reader, ImmutableArray<Problem>.Builder problems, string file)
    {
        reader.Text("name");
        var variables = reader.Node("variables") is YamlMap map ? Fields(map, problems, file, 0) : [];
        if (reader.Map["variables"] is { } node and not (YamlMap or YamlScalar { IsEmpty: true }))
        {
            reader.Add(node, "Y008", "“variables”应该是一组变量，每个写 类型和中文名。", "`variables` must be a map of variables, each with type and name.");
        }

        reader.Done();
        return variables;
    }

    /// <summary>YAML as plain values.</summary>
    public static object? Plain(YamlNode node) => node switch
    {
        YamlScalar { IsEmpty: true } or YamlScalar { IsQuoted: false, Text: "null" } => null,
        YamlScalar scalar => scalar.Text,
        YamlList list => list.Items.Select(Plain).ToList(),
        YamlMap map => map.Entries.ToDictionary(e => e.Key.Text, e => Plain(e.Value), StringComparer.Ordinal),
        _ => null,
    };

    private static ImmutableArray<Variable> Fields(YamlMap map, ImmutableArray<Problem>.Builder problems, string file, int depth)
    {
        var fields = ImmutableArray.CreateBuilder<Variable>();
        foreach (var entry in map.Entries)
        {
            var name = entry.Key.Text;
            if (Functions.All.ContainsKey(name) || name is "this" or "else" or "if" or "each" or "unless" || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
            {
                problems.Add(new Problem(file, entry.Key.Line, entry.Key.Column, "T003", $"变量不能叫“{name}”：它是函数名，或者有不能用的字符。", $"A variable cannot be named `{name}`: it is a function or holds a character that cannot be used."));
            }
            else if (entry.Value is YamlMap body)
            {
                fields.Add(One(name, new YamlReader(file, body, problems), problems, file, depth));
            }
            else
            {
                problems.Add(new Problem(file, entry.Value.Line, entry.Value.Column, "Y008", $"变量“{name}”写成 {name}: {{ type: text, name: 中文名, sample: 样例 }}。", $"Write the variable as {name}: {{ type: text, name: …, sample: … }}."));
            }
        }

        return fields.ToImmutable();
    }

    private static Variable One(string name, YamlReader reader, ImmutableArray<Problem>.Builder problems, string file, int depth)
    {
        var type = reader.OneOf(
            "type",
            VariableType.Text,
            ("text", VariableType.Text), ("number", VariableType.Number), ("money", VariableType.Money), ("date", VariableType.Date), ("flag", VariableType.Flag), ("list", VariableType.List), ("map", VariableType.Map));
        var zh = reader.Text("name") ?? name;
        var nullable = reader.Flag("nullable", false);
        var secret = reader.Flag("private", false) || Privacy.IsPrivateName(name);
        var sample = reader.Node("sample") is { } node ? Plain(node) : null;
        var key = type == VariableType.List ? "item" : "fields";
        var fields = ImmutableArray<Variable>.Empty;
        if (type is VariableType.List or VariableType.Map && reader.Node(key) is YamlMap inner)
        {
            if (depth >= MaxDepth)
            {
                reader.Add(inner, "T012", $"变量套得太深，最多 {MaxDepth} 层。", $"Variables are nested too deep, at most {MaxDepth} levels.");
            }
            else
            {
                fields = Fields(inner, problems, file, depth + 1);
            }
        }

        if (type == VariableType.Map && fields.IsEmpty)
        {
            reader.Add(reader.Map, "Y009", $"变量“{name}”是 map，要用 fields 写出它的字段。", $"`{name}` is a map: list its fields under `fields`.");
        }

        if (sample is not null && type is not (VariableType.List or VariableType.Map) && Values.Conform(new Variable(name, type, zh), sample) is null)
        {
            reader.Add(reader.Map["sample"]!, "T002", $"样例和类型 {type} 对不上。", $"The sample does not fit the type {type}.");
        }

        reader.Done();
        return new Variable(name, type, zh, sample, nullable, secret, fields);
    }
}
