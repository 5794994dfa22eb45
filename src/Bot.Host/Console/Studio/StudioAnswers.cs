using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Host.Console.Api;

namespace Bot.Host.Console.Studio;

/// <summary>A draft as screens see it.</summary>
public sealed record DraftView(string Text, string Etag, string By, DateTimeOffset At, string State, string Note, long Base)
{
    /// <summary>Of a draft, where there is one.</summary>
    public static DraftView? Of(DraftEntry? draft) => draft is null ? null : new(draft.Text, draft.ETag, draft.By, draft.At, draft.State, draft.Note, draft.Base);
}

/// <summary>What is in force, as screens see it.</summary>
public sealed record PublishedView(long Version, string? Text, DateTimeOffset? At, string By, string Origin)
{
    /// <summary>Of a file, where there is one.</summary>
    public static PublishedView? Of(FileState state) => state.Text is null ? null : new(state.Version, state.Text, state.At, state.By, state.Origin);
}

/// <summary>How the studio's outcomes are told over HTTP.</summary>
internal static class StudioAnswers
{
    /// <summary>JSON in which what is not there is null.</summary>
    public static IResult Json(object value, int status = 200) => Results.Json(value, StudioJson.Wire, statusCode: status);

    /// <summary>An outcome; <paramref name="saved"/> says what a saved draft is answered with.</summary>
    public static IResult Told(StudioResult result, HttpContext context, Func<DraftEntry, object> saved)
    {
        switch (result)
        {
            case StudioResult.Saved done:
                context.Response.Headers.ETag = done.Draft.ETag;
                return Json(saved(done.Draft));
            case StudioResult.Gone:
                return Results.NoContent();
            case StudioResult.Published done:
                return Json(new { version = done.Version, revision = done.Revision });
            case StudioResult.Stale stale:
                return ApiProblem.Of(
                    412, "stale", "有人刚改过这个草稿，请对照后再存。", "Somebody else changed this draft: compare, then save again.",
                    new { current = DraftView.Of(stale.Current), @base = PublishedView.Of(stale.Base) });
            case StudioResult.Broken broken:
                return ApiProblem.Of(422, "content_broken", "内容有错误，没有发布。", "The content has errors and was not published.", new { problems = broken.Problems.Select(problem => ProblemView.Of(problem, null)) });
            case StudioResult.Needed needed:
                return ApiProblem.Of(409, "in_use", $"还有 {needed.Uses.Length} 处在用，先改掉它们再删。", $"{needed.Uses.Length} places use it: change them first.", new { items = needed.Uses });
            case StudioResult.Refused refused:
                return Wrong(refused);
            default:
                throw new InvalidOperationException(result.GetType().Name);
        }
    }

    public static ApiProblem Wrong(StudioResult.Refused refused) =>
        ApiProblem.Of(refused.Status, refused.Status switch { 404 => "not_found", 409 => "conflict", 503 => "busy", _ => "content_wrong" }, refused.Zh, refused.En);

    /// <summary>Why a path or a text cannot be used; null when both can.</summary>
    public static ApiProblem? Check(string? path, string? text = "") =>
        ContentPaths.Wrong(path) is var (zh, en) ? ApiProblem.Of(400, "path_wrong", zh, en)
        : text is null ? ApiProblem.Of(400, "text_missing", "缺少 text", "text is missing")
        : text.Length > ContentPaths.MaxText || text.Contains('\0', StringComparison.Ordinal) ? ApiProblem.Of(400, "text_wrong", $"文字最多 {ContentPaths.MaxText} 个字符，不能有空字符。", $"A text has at most {ContentPaths.MaxText} characters and no null character.")
        : null;

    /// <summary>What stands in <c>If-Match</c>; null without it.</summary>
    public static string? Match(HttpContext context) => context.Request.Headers.IfMatch.ToString() is { Length: > 0 } match ? match : null;

    public static ApiProblem NoMatch() =>
        ApiProblem.Of(428, "if_match_missing", "要带 If-Match：之前读到的 ETag，没有草稿时写 *。", "Send If-Match: the ETag that was read, or * where there is no draft yet.");

    public static ImmutableArray<ProblemView> Views(ImmutableArray<Problem> problems, string path, string text) =>
        [.. problems.Select(problem => ProblemView.Of(problem, problem.File == path ? text : null))];
}
