using System.Reflection;
using System.Text.Json.Nodes;
using Bot.Host.Console.Access;
using Bot.Host.Operators;
using Microsoft.AspNetCore.Http.Metadata;

namespace Bot.Host.Console.Api;

/// <summary><c>GET /openapi.json</c>: the routes as they are mapped, as OpenAPI 3.1.</summary>
internal static class OpenApi
{
    public static void Map(IEndpointRouteBuilder v1) => v1.MapGet("/openapi.json", (EndpointDataSource routes) => Results.Text(Document(routes).ToJsonString(ApiJson.Options), "application/json"))
        .Needs(Permission.None).Says("本接口的 OpenAPI 文档", "This document");

    /// <summary>The routes of the API.</summary>
    public static IEnumerable<RouteEndpoint> Routes(EndpointDataSource source) =>
        source.Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText?.StartsWith(ApiV1.Root + "/", StringComparison.Ordinal) == true);

    public static JsonObject Document(EndpointDataSource source)
    {
        var schemas = new OpenApiSchemas();
        var paths = new JsonObject();
        foreach (var route in Routes(source).OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal))
        {
            var path = Path(route);
            var operations = paths[path] as JsonObject ?? [];
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            {
                operations[method.ToLowerInvariant()] = Operation(route, schemas);
            }

            paths[path] ??= operations;
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "群助 Qunzhu",
                ["version"] = typeof(OpenApi).Assembly.GetName().Version?.ToString(3) ?? "0",
                ["description"] = "People: the cookie of POST /session, and its csrf as X-Qunzhu-Csrf on every change. Tools: Authorization: Bearer qzk_… Lists take ?format=csv. / 人用登录的 cookie；工具用 API 密钥。",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = ApiV1.Root }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.WithProblem(),
                ["securitySchemes"] = new JsonObject
                {
                    ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Sessions.Cookie },
                    ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        };
    }

    private static JsonObject Operation(RouteEndpoint route, OpenApiSchemas schemas)
    {
        var needs = route.Metadata.GetMetadata<Needs>();
        var words = route.Metadata.GetMetadata<RouteWords>();
        var operation = new JsonObject { ["tags"] = new JsonArray(Path(route).Split('/')[1]) };
        if (words is not null)
        {
            operation["summary"] = words.En;
            operation["description"] = words.Zh;
        }

        if (needs is { IsOpen: false })
        {
            operation["x-permission"] = string.Join(' ', Roles.NamesOf(needs.Permission));
            operation["security"] = new JsonArray(new JsonObject { ["session"] = new JsonArray() }, new JsonObject { ["key"] = new JsonArray() });
        }

        if (Parameters(route, words) is { Count: > 0 } parameters)
        {
            operation["parameters"] = parameters;
        }

        if (route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Json(schemas.Of(body)) };
        }

        var answers = new JsonObject();
        foreach (var answer in route.Metadata.OfType<IProducesResponseTypeMetadata>())
        {
            answers[$"{answer.StatusCode}"] = answer.Type is { } type && type != typeof(void)
                ? new JsonObject { ["description"] = "", ["content"] = Json(schemas.Of(type)) }
                : new JsonObject { ["description"] = "" };
        }

        if (answers.Count == 0)
        {
            answers["200"] = new JsonObject { ["description"] = "" };
        }

        answers["default"] = new JsonObject { ["description"] = "A refusal", ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = OpenApiSchemas.Reference("Problem") } } };
        operation["responses"] = answers;
        return operation;
    }

    private static JsonArray Parameters(RouteEndpoint route, RouteWords? words)
    {
        var all = new JsonArray();
        var inPath = route.RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in inPath)
        {
            all.Add(new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } });
        }

        var read = route.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Where(parameter => OpenApiSchemas.IsSimple(parameter.ParameterType) && !inPath.Contains(parameter.Name!)) ?? [];
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in read.Where(parameter => named.Add(parameter.Name!)))
        {
            var required = Nullable.GetUnderlyingType(parameter.ParameterType) is null && !parameter.HasDefaultValue && new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.Nullable;
            all.Add(new JsonObject { ["name"] = parameter.Name, ["in"] = "query", ["required"] = required, ["schema"] = OpenApiSchemas.Simple(parameter.ParameterType) });
        }

        foreach (var name in words?.Query.Where(named.Add) ?? [])
        {
            all.Add(new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } });
        }

        return all;
    }

    private static string Path(RouteEndpoint route) => route.RoutePattern.RawText![ApiV1.Root.Length..].Replace("**", "", StringComparison.Ordinal);

    private static JsonObject Json(JsonNode schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };
}
