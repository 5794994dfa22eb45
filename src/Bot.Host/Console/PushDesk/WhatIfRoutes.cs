using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Throttling;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Console.Studio;
using Bot.Host.Content;
using Bot.Host.Operators;

namespace Bot.Host.Console.PushDesk;

/// <summary><c>POST /policy/what-if</c>: last week's pushes by a draft of the policy.</summary>
internal static class WhatIfRoutes
{
    private const int Days = 7;
    private const int MostDays = 31;

    public static void Map(IEndpointRouteBuilder v1) => v1.MapPost("/policy/what-if", async (WhatIfBody body, ContentCheck check, LiveCatalog live, PolicyWhatIf whatIf, CancellationToken cancel) =>
    {
        if (StudioAnswers.Check(body.Path, body.Text) is { } wrong)
        {
            return wrong;
        }

        if (body.Path != PolicyParser.FilePath || body.Days is < 1 or > MostDays)
        {
            return ApiProblem.Of(400, "what_if_wrong", $"path 写 {PolicyParser.FilePath}，days 在 1 到 {MostDays} 之间", $"path is {PolicyParser.FilePath}; days lies between 1 and {MostDays}");
        }

        // The reader's own problems are among those of the whole catalogue.
        var problems = check.Views(body.Path, body.Text!);
        if (PolicyParser.Parse(new ContentFile(body.Path, body.Text!), ImmutableArray.CreateBuilder<Problem>()) is not { } draft || problems.Any(problem => problem.Severity == "error"))
        {
            return ApiProblem.Of(422, "content_broken", "草稿有错误，先改好再算。", "The draft has errors: mend them first.", new { problems });
        }

        return Results.Json(await whatIf.OfAsync(live.Current.Policy, draft, body.Days ?? Days, cancel).ConfigureAwait(false), ApiJson.Options);
    }).Needs(Permission.View).Says("试算：最近几天的推送，按现在的规矩和按草稿各会怎样", "The last days’ pushes by the rules in force and by a draft");
}
