using System.Text.Json;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Understanding.Retrieval;

/// <summary>Questions written without sight of what the entries are asked by: an edit that loses many of them is seen here. Aims: .90 and .98.</summary>
public sealed class IndependentQuestionsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Bot.Tests", "Understanding", "Questions");

    [Fact]
    public void Find_IndependentQuestions_NamesTheRightEntry()
    {
        var places = Lines("questions.jsonl")
            .Select(one => World.Catalog.Matcher.Retriever.Find(one.GetProperty("text").GetString()!).Candidates.Select(found => found.Key).ToList().IndexOf(one.GetProperty("key").GetString()!))
            .ToArray();

        Assert.True(places.Length >= 300, $"{places.Length} questions");
        Assert.InRange(places.Count(place => place == 0) / (double)places.Length, 0.90, 1);
        Assert.InRange(places.Count(place => place >= 0) / (double)places.Length, 0.975, 1);
    }

    [Fact]
    public void Find_ChitChat_SeldomScoresAsAnAnswer()
    {
        var lines = Lines("chitchat.jsonl").Select(one => one.GetProperty("text").GetString()!).ToArray();

        // A greeting that the shop answers when it is spoken to is no false alarm.
        var taken = lines.Select(text => World.Catalog.Matcher.Retriever.Find(text).Candidates)
            .Count(found => !found.IsEmpty && found[0].Score >= 0.60 && !found[0].Key.StartsWith("chat.", StringComparison.Ordinal));

        Assert.True(lines.Length >= 300, $"{lines.Length} lines");
        Assert.InRange(taken / (double)lines.Length, 0, 0.02);
    }

    private static IEnumerable<JsonElement> Lines(string file) => File.ReadLines(Path.Combine(Folder, file)).Select(line => JsonDocument.Parse(line).RootElement);
}
