using System.Text.Json;
using Bot.Core.Catalog;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace RetrievalBench;

/// <summary>
/// How well answers are found, on two kinds of questions that no index knows: those written without sight of the asks, and asks that are
/// held back. Each is asked of the whole shop and of a thin one (four asks an entry, no synonyms, no answers' words: what <c>answer --knowledge</c>
/// is given). All lines fall into two parts by their text: <c>look</c> may be looked at while rules are made, <c>held</c> is for the end.
/// </summary>
internal static class Trials
{
    private const int ThinAsks = 4;

    public static int Run(string folder, string questions, string part)
    {
        var catalog = Quality.Content(folder);
        var all = CatalogBuilder.Asks(catalog.Templates, catalog.Dialogs).ToList();
        var notes = CatalogBuilder.Notes(catalog.Templates).ToList();
        var lexicon = catalog.Matcher.Background.Lexicon;
        bool Mine(string text) => part == "all" || (Hash(text) % 2 == 0) == (part == "look");

        var asked = Lines(Path.Combine(questions, "questions.jsonl")).Select(one => new Ask(one.GetProperty("key").GetString()!, one.GetProperty("text").GetString()!)).Where(ask => Mine(ask.Text)).ToList();
        var chat = Lines(Path.Combine(questions, "chitchat.jsonl"))
            .Select(one => one.GetProperty("text").GetString()!).Where(Mine).ToList();
        var quiet = Lines(Path.Combine(questions, "group-lines.jsonl")).Where(one => !one.GetProperty("speak").GetBoolean()).Select(one => one.GetProperty("text").GetString()!).Where(Mine).ToList();
        var shipped = Background.Shipped.ToList();
        var strange = shipped.Where((_, i) => i % 2 == 1 && Mine(shipped[i])).ToList();
        var half = shipped.Where((_, i) => i % 2 == 0).ToList();

        // One ask of each entry that has others, and four of those that stay.
        var held = all.GroupBy(ask => ask.Key).Where(entry => entry.Count() > 3).Select(entry => entry.MinBy(ask => (Hash(ask.Text + "held"), ask.Text))!).ToHashSet();
        var thin = all.Where(ask => !held.Contains(ask)).GroupBy(ask => ask.Key).SelectMany(entry => entry.OrderBy(ask => (Hash(ask.Text + "thin"), ask.Text)).Take(ThinAsks)).ToList();
        var left = held.Where(ask => Mine(ask.Text)).ToList();
        Console.WriteLine($"{part}: {asked.Count} questions, {left.Count} asks held back, {chat.Count} lines of chat, {quiet.Count} of groups, {strange.Count} lines of the background's other half");
        Console.WriteLine("                          R@1   R@5   MRR  | at 1 % of chat: taken, about 1 %, right | of group lines | of the other half");
        var (background, halved) = (Background.Build(lexicon), Background.Of(lexicon, half));
        var (plain, plainHalved) = (Background.Build(Lexicon.Empty), Background.Of(Lexicon.Empty, half));
        List<Ask> known = [.. all, .. notes];
        List<Ask> rest = [.. all.Where(ask => !held.Contains(ask)), .. notes];
        var (small, smallHalved) = (Retriever.Build(thin, plain), Retriever.Build(thin, plainHalved));
        Print("questions, shop", Retriever.Build(known, background), Retriever.Build(known, halved), asked);
        Print("questions, thin", small, smallHalved, asked);
        Print("held back, shop", Retriever.Build(rest, background), Retriever.Build(rest, halved), left);
        Print("held back, thin", small, smallHalved, left);
        return 0;

        void Print(string name, Retriever whole, Retriever halved, List<Ask> asks)
        {
            var found = asks.Select(ask => (ask.Key, Found: whole.Find(ask.Text))).Select(one => (Place: Place(one.Found, one.Key), Score: Score(one.Found))).ToList();
            var foundHalf = asks.Select(ask => (ask.Key, Found: halved.Find(ask.Text))).Select(one => (Place: Place(one.Found, one.Key), Score: Score(one.Found))).ToList();
            var count = (double)asks.Count;
            Console.WriteLine(FormattableString.Invariant(
                $"  {name,-22} {found.Count(one => one.Place == 0) / count:0.000} {found.Count(one => one.Place >= 0) / count:0.000} {found.Sum(one => one.Place < 0 ? 0 : 1.0 / (one.Place + 1)) / count:0.000}") + Taken(found, chat, whole) + Taken(found, quiet, whole) + Taken(foundHalf, strange, halved));
        }
    }

    private static string Taken(List<(int Place, double Score)> asked, List<string> others, Retriever retriever)
    {
        // The mean over thresholds about 1 %: one line more or less must not decide.
        // A greeting that the shop answers when it is spoken to is no false alarm.
        var sorted = others.Select(text => retriever.Find(text)).Where(found => found.Candidates is not [var best, ..] || !best.Key.StartsWith("chat.", StringComparison.Ordinal)).Select(Score).OrderDescending().ToList();
        var (taken, right, sum) = (0.0, 0.0, 0);
        foreach (var share in new[] { .006, .008, .010, .012, .014 })
        {
            var threshold = sorted[(int)(sorted.Count * share)];
            taken += asked.Count(one => one.Score > threshold);
            right += asked.Count(one => one.Score > threshold && one.Place == 0);
            sum += asked.Count;
        }

        var at1 = asked.Count(one => one.Score > sorted[(int)(sorted.Count * .01)]) / (double)asked.Count;
        return FormattableString.Invariant($" | {at1:0.000} {taken / sum:0.000} {right / sum:0.000}");
    }

    private static int Place(Retrieved found, string key) => found.Candidates.Select(one => one.Key).ToList().IndexOf(key);

    private static double Score(Retrieved found) => found.Certainty;

    private static IEnumerable<JsonElement> Lines(string file) => File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement);

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        hash ^= hash >> 15;
        hash *= 0x2C1B3C6Du;
        return hash ^ (hash >> 13);
    }
}
