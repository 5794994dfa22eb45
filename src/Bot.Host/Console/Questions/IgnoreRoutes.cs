using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Knowledge;
using Bot.Host.Operators;

namespace Bot.Host.Console.Questions;

/// <summary>A question to leave out of the list.</summary>
/// <param name="Text">As the list shows it.</param>
public sealed record IgnoreBody(string? Text);

/// <summary><c>POST /unanswered/ignore</c>: a question that needs no answer leaves the list, and those that are nearly the same with it.</summary>
internal static class IgnoreRoutes
{
    private const int MaxText = 4000;

    public static void Map(IEndpointRouteBuilder v1) => v1.MapPost("/unanswered/ignore", async (IgnoreBody body, HttpContext context, IgnoredQuestions ignored, Audit audit, CancellationToken cancel) =>
        body.Text?.Trim() is not { Length: > 0 and <= MaxText } text
            ? ApiProblem.Of(400, "text_wrong", "text 要写列表里的那句问题", "text holds the question as the list shows it")
            : Results.Json(new { added = await ignored.AddAsync(text, digest => audit.Line(context.Operator(), "question.ignored", $"question/{digest[..12]}"), cancel).ConfigureAwait(false) }, ApiJson.Options))
        .Needs(Permission.Edit).Says("忽略一个没人答的问题", "Ignore a question that nobody answered");
}
