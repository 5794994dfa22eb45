using System.Globalization;
using Bot.Tests.Understanding.Specs;
using RecognizerBench;

// Run from the repository's root: dotnet run -c Release --project bench/RecognizerBench -- …
// specs FOLDER [FILTER] [--fails]: how many of Microsoft's cases are read right, by model; --fails prints the others.
// speed MESSAGES [ROUNDS]: messages a second beside the npm suite (npm install --prefix bench/RecognizerBench/peers); MESSAGES is JSON Lines with "text".
// hostile: long runs that would take a backtracking reader forever.
// speak [GROUP-LINES CHITCHAT]: when to speak unasked in a group, as a learning curve over labelled lines.
return args is ["speed", var file, ..] ? Speed.Run(file, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5)
    : args is ["hostile"] ? Speed.Hostile()
    : args is ["speak"] ? SpeakCurve.Print("tests/Bot.Tests/Understanding/Questions/group-lines.jsonl", "tests/Bot.Tests/Understanding/Questions/chitchat.jsonl")
    : args is ["speak", var groupLines, var chitchat] ? SpeakCurve.Print(groupLines, chitchat)
    : args is ["specs", var folder, ..] ? Table(folder, args.Length > 2 && args[2] != "--fails" ? args[2] : "", args.Contains("--fails")) : Usage();

static int Table(string folder, string filter, bool fails)
{
    foreach (var file in SpecFile.Under(folder).Where(file => $"{file.Culture}/{file.Model}".Contains(filter, StringComparison.OrdinalIgnoreCase)))
    {
        var cases = file.Cases().Where(one => !one.Skipped).ToList();
        var wrong = cases.Select(one => (one, file.Wrong(one))).Where(pair => pair.Item2 is not null).ToList();
        Console.WriteLine($"{file.Culture,-8} {file.Model,-12} {cases.Count - wrong.Count,4} of {cases.Count,4}  {100.0 * (cases.Count - wrong.Count) / cases.Count,5:0.0} %");
        foreach (var (one, difference) in fails ? wrong : [])
        {
            Console.WriteLine($"  #{one.Number} “{one.Input}” @{one.Reference:s}\n      {difference}");
        }
    }

    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("RecognizerBench specs FOLDER [CULTURE/MODEL] [--fails] | speed MESSAGES [ROUNDS] | hostile | speak [GROUP-LINES CHITCHAT]");
    return 2;
}
