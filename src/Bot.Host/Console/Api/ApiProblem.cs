using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Host.Console.Access;
using Bot.Host.Operators;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bot.Host.Console.Api;

/// <summary>A refusal as every route of the API tells it: <c>application/problem+json</c> with <c>code</c>, <c>zh</c> and <c>en</c>, and what else a screen needs.</summary>
public sealed class ApiProblem : IResult, IStatusCodeHttpResult
{
    private readonly Refusal _refusal;
    private readonly JsonObject _more;

    private ApiProblem(Refusal refusal, JsonObject more)
    {
        _refusal = refusal;
        _more = more;
    }

    /// <inheritdoc/>
    public int? StatusCode => _refusal.Status;

    /// <summary>A refusal, with more to tell: <c>new { current, problems }</c>.</summary>
    public static ApiProblem Of(Refusal refusal, object? more = null) =>
        new(refusal, more is null ? [] : JsonSerializer.SerializeToNode(more, ApiJson.Options) as JsonObject ?? []);

    /// <summary>A refusal in words.</summary>
    public static ApiProblem Of(int status, string code, string zh, string en, object? more = null) => Of(new Refusal(status, code, zh, en), more);

    /// <summary>What a handler gave, with its refusals in this form. Older handlers say both languages in one title, <c>中文 / English</c>, of several lines each.</summary>
    public static object? Unify(object? result) => result switch
    {
        ApiProblem => result,
        ProblemHttpResult { ProblemDetails: var problem } => Of(Told(problem.Status ?? 500, problem.Title ?? ""), problem.Extensions.Count == 0 ? null : problem.Extensions),
        IStatusCodeHttpResult { StatusCode: >= 400 and var status } and IValueHttpResult { Value: { } value } when JsonSerializer.SerializeToNode(value, ApiJson.Options) is JsonObject body =>
            new ApiProblem(Told(status, body["title"]?.GetValue<string>() ?? ""), body),
        _ => result,
    };

    /// <summary>What a bare status means.</summary>
    public static Refusal Told(int status, string title = "")
    {
        var (code, zh, en) = status switch
        {
            400 => ("bad_request", "请求的写法不对", "The request is not well-formed"),
            401 => ("signed_out", "请先登录", "Sign in first"),
            403 => ("not_permitted", "没有权限", "Not permitted"),
            404 => ("not_found", "没有找到", "Not found"),
            405 => ("no_method", "这个地址不支持这种操作", "Not possible at this address"),
            409 => ("conflict", "现在的状态不允许", "Not possible as it stands"),
            412 => ("stale", "有人刚改过，请重新读取", "Somebody else changed it meanwhile: read it again"),
            413 => ("too_large", "内容太大", "Too large"),
            415 => ("not_json", "请用 JSON（Content-Type: application/json）", "Send JSON (Content-Type: application/json)"),
            429 => ("too_many", "太频繁，请稍后再试", "Too many requests: try again later"),
            503 => ("busy", "服务暂时忙，请稍后再试", "Busy: try again in a moment"),
            _ => ("failed", "服务出错了，已记入日志", "The service failed; its log tells more"),
        };
        var lines = title.Length == 0 ? [] : title.Split('\n').Select(line => line.Split(" / ", 2)).ToArray();
        return lines.Length == 0 ? new Refusal(status, code, zh, en)
            : new Refusal(status, code, string.Join("；", lines.Select(line => line[0])), string.Join("; ", lines.Select(line => line[^1])));
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _refusal.Status;
        if (_refusal.After is { } after)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var body = new JsonObject
        {
            ["type"] = "urn:qunzhu:problem:" + _refusal.Code,
            ["title"] = $"{_refusal.Zh} / {_refusal.En}",
            ["status"] = _refusal.Status,
            ["detail"] = _refusal.En,
            ["code"] = _refusal.Code,
            ["zh"] = _refusal.Zh,
            ["en"] = _refusal.En,
        };
        foreach (var (name, value) in _more.Where(one => !body.ContainsKey(one.Key)))
        {
            body[name] = value?.DeepClone();
        }

        response.ContentType = "application/problem+json; charset=utf-8";
        return response.WriteAsync(body.ToJsonString(ApiJson.Options), httpContext.RequestAborted);
    }
}
