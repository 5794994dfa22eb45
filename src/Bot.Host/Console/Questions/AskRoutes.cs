using System.Globalization;
using Bot.Core.Catalog;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Console.Studio;
using Bot.Host.Content;
using Bot.Host.Operators;

namespace Bot.Host.Console.Questions;

/// <summary>A question to try.</summary>
/// <param name="Text">As a member would ask it, at most 500 characters.</param>
/// <param name="Kind"><c>group</c>, where the assistant is addressed by name, or <c>direct</c>.</param>
public sealed record AskBody(string? Text, string? Kind);

/// <summary><c>POST /ask</c>: what the assistant would do with a question, and why it weighs its answers so (requirement G1). Nothing is sent or kept.</summary>
internal static class AskRoutes
{
    private const int MaxText = 500;
    private const string Asker = "顾客";
    private const string Own = "system.";

    public static void Map(IEndpointRouteBuilder v1) => v1.MapPost("/ask", (AskBody body, LiveCatalog live) =>
        body.Text?.Trim() is not { Length: > 0 and <= MaxText } text || body.Kind is not ("group" or "direct")
            ? ApiProblem.Of(400, "ask_wrong", $"text 要写 1 到 {MaxText} 个字，kind 写 group 或 direct", $"text holds 1 to {MaxText} characters, kind is group or direct")
            : Results.Json(Answer(live.Current, text, body.Kind == "group"), ApiJson.Options))
        .Needs(Permission.View).Says("试问一句：会怎么答，为什么", "Try a question: what would be answered, and why");

    private static object Answer(CatalogSnapshot catalog, string text, bool isGroup)
    {
        var found = catalog.Matcher.Retriever.Find(text, key => !key.StartsWith(Own, StringComparison.Ordinal));
        var asked = isGroup ? $"@{catalog.Personas.Default.Name} {text}" : text;
        var turn = DraftTalk.Run(catalog, isGroup, null, [new ScriptLine(Asker, asked)]).Turns[^1];
        return new
        {
            decision = Decision(turn),
            answer = turn.Replies.IsEmpty ? null : string.Join('\n', turn.Replies.Select(reply => reply.Text)),
            items = found.Candidates.Select((one, i) => Item(catalog, one, i == 0 ? found : null)),
        };
    }

    private static string Decision(TalkTurn turn) => turn switch
    {
        { Dialog: not null } => "dialog",
        { Replies.IsEmpty: true } => "silent",
        { Replies: [{ Key: SystemReplies.DidYouMean }, ..] } => "did_you_mean",
        { Replies: [{ Key: SystemReplies.NotFound or SystemReplies.NotMyTopic }, ..] } => "unknown",
        _ => "answer",
    };

    private static object Item(CatalogSnapshot catalog, Candidate one, Retrieved? best)
    {
        var (path, title) = one.Key.StartsWith(Matcher.DialogPrefix, StringComparison.Ordinal)
            ? catalog.Dialogs.Find(one.Key[Matcher.DialogPrefix.Length..]) is { } dialog ? (dialog.File, dialog.Name) : default
            : catalog.Templates.Find(one.Key) is { } template ? (template.File, template.Name) : default;
        return new { key = one.Key, path, title, score = Math.Round(one.Score, 3), why = Why(one, best) };
    }

    private static IEnumerable<object> Why(Candidate one, Retrieved? best)
    {
        yield return one.Score >= 1
            ? new { zh = $"和“{one.Matched}”一字不差", en = $"The very words of “{one.Matched}”" }
            : new { zh = $"最像它的问法“{one.Matched}”", en = $"Most like its way of asking “{one.Matched}”" };
        if (best is not null)
        {
            yield return new { zh = $"像是在问这家店的事：{Percent(best.Domain)}", en = $"It sounds like this shop's matters: {Percent(best.Domain)}" };
            if (best.Anyway > best.Likeness / 3)
            {
                yield return new { zh = $"平时聊天也说类似的话：{Percent(best.Anyway)}", en = $"People say the like in plain talk: {Percent(best.Anyway)}" };
            }

            if (best.BySound)
            {
                yield return new { zh = "字不一样，读音相近", en = "Other characters, but a like sound" };
            }
        }
    }

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
