using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Tests.Kit;

namespace Bot.Tests.Architecture;

/// <summary>Holds the house to its plan: which room may look at which, sealed classes, short files, no folder named for nothing.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Rooms =
    [
        "Content", "Activities", "Personas", "Audience", "Shop", "Understanding", "Templates", "Dialogs", "Interactions", "Throttling", "Catalog", "Pushes", "Turns", "Ports",
    ];

    private static readonly string[] Nothing = ["Utils", "Util", "Helpers", "Helper", "Common", "Managers", "Services", "Misc"];

    private static readonly Assembly[] Walls =
    [
        typeof(Bot.Core.Activities.Activity).Assembly, typeof(Bot.Channels.BotFramework.ActivityReader).Assembly,
        typeof(Bot.Storage.StoreHealth).Assembly, typeof(Bot.Host.BotHost).Assembly,
    ];

    [Fact]
    public void Rooms_OfTheCore_LookOnlyUpwards()
    {
        var wrong = new List<string>();
        foreach (var (path, text) in Sources("src/Bot.Core"))
        {
            var room = path.Split('/')[2];
            var at = Array.IndexOf(Rooms, room);
            Assert.True(at >= 0, $"{path}: the room {room} is not on the list; add it to docs/architecture.md and here");
            wrong.AddRange(Uses().Matches(text).Select(match => match.Groups[1].Value)
                .Where(used => Array.IndexOf(Rooms, used) > at)
                .Select(used => $"{path} looks at {used}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Projects_Reference_OnlyWhatTheWallsAllow()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["Bot.Core"] = [],
            ["Bot.Channels"] = ["Bot.Core"],
            ["Bot.Storage"] = ["Bot.Core"],
            ["Bot.Host"] = ["Bot.Core", "Bot.Channels", "Bot.Storage"],
        };
        foreach (var assembly in Walls)
        {
            var name = assembly.GetName().Name!;
            var uses = assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(other => other.StartsWith("Bot.", StringComparison.Ordinal));
            Assert.Empty(uses.Except(allowed[name]));
        }
    }

    [Fact]
    public void Classes_NineInTen_AreSealedOrStatic()
    {
        var classes = Walls.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && type.Namespace?.StartsWith("Bot.", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))
            .ToArray();
        var open = classes.Where(type => !type.IsSealed && !type.IsAbstract).ToArray();

        Assert.True(open.Length * 10 <= classes.Length, $"{open.Length} of {classes.Length} classes are open: {string.Join(", ", open.Select(type => type.FullName))}");
    }

    [Fact]
    public void Files_StayShort()
    {
        var lengths = Sources("src").Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n'))).OrderBy(file => file.Lines).ToArray();

        Assert.True(lengths[^1].Lines <= 400, $"{lengths[^1].Path} has {lengths[^1].Lines} lines; 400 is the most");
        Assert.True(lengths[lengths.Length * 9 / 10].Lines <= 170, $"the 90th percentile is {lengths[lengths.Length * 9 / 10].Lines} lines; 170 is the most");
    }

    [Fact]
    public void Folders_AreNamedForWhatTheyHold() =>
        Assert.Empty(Sources("src").Where(file => file.Path.Split('/').Any(part => Nothing.Contains(part, StringComparer.OrdinalIgnoreCase))).Select(file => file.Path));

    [Fact]
    public void Statics_ThatChange_DoNotExist()
    {
        var wrong = Walls.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Bot.", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal))
            .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}")
            .Where(name => !name.Contains("LoggerMessage", StringComparison.Ordinal) && !name.Contains("__", StringComparison.Ordinal));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Logs_AreWrittenByGeneratedMessagesOnly() =>
        Assert.Empty(Sources("src").Where(file => DirectLog().IsMatch(file.Text)).Select(file => file.Path));

    private static IEnumerable<(string Path, string Text)> Sources(string under) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, under), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(Path.Combine(Repository.Root, path))));

    [GeneratedRegex(@"\bBot\.Core\.([A-Z][A-Za-z]+)\b")]
    private static partial Regex Uses();

    [GeneratedRegex(@"\.Log(Information|Warning|Error|Debug|Trace|Critical)\(")]
    private static partial Regex DirectLog();
}
