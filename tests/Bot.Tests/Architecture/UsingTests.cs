using Bot.Tests.Kit;

namespace Bot.Tests.Architecture;

/// <summary>Holds the order of usings, which the build does not look at: System first, then by name; then static ones, then aliases.</summary>
public sealed class UsingTests
{
    private static readonly string[] Folders = ["src", "tests", "bench"];

    [Fact]
    public void Usings_AreInOrder()
    {
        var wrong = new List<string>();
        foreach (var file in Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)))
        {
            var path = Path.GetRelativePath(Repository.Root, file);
            if (path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            {
                continue;
            }

            var usings = File.ReadLines(file).TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal)).Where(line => line.Length > 0).ToArray();
            if (!usings.SequenceEqual(usings.OrderBy(Kind).ThenBy(line => !IsSystem(line)).ThenBy(Name, StringComparer.OrdinalIgnoreCase)))
            {
                wrong.Add(path);
            }
        }

        Assert.Empty(wrong);
    }

    private static int Kind(string line) => line.Contains('=', StringComparison.Ordinal) ? 2 : line.StartsWith("using static ", StringComparison.Ordinal) ? 1 : 0;

    // The dot goes before any letter: Bot.Core before Bot.Core.Content before Bot.CoreX.
    private static string Name(string line) => line.Replace("using static ", "using ", StringComparison.Ordinal).TrimEnd(';').Replace('.', '\u0001');

    private static bool IsSystem(string line) => Name(line) is var name && (name == "using System" || name.StartsWith("using System\u0001", StringComparison.Ordinal));
}
