using Bot.Host.Console.Access;
using Bot.Host.Operators;

namespace Bot.Host.Console.Api;

/// <summary>Who signs in.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Password">Its password.</param>
public sealed record SignInBody(string? Name, string? Password);

/// <summary>The first administrator.</summary>
/// <param name="Token">From the link that was printed at start.</param>
/// <param name="Name">What they will sign in with.</param>
/// <param name="Password">10 characters or more.</param>
/// <param name="Display">What others see; the name when absent.</param>
public sealed record SetupBody(string? Token, string? Name, string? Password, string? Display);

/// <summary>One's own new password.</summary>
/// <param name="Old">The password until now.</param>
/// <param name="New">10 characters or more.</param>
public sealed record PasswordBody(string? Old, string? New);

/// <summary>One's own language.</summary>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
public sealed record LanguageBody(string? Language);

/// <summary>Somebody, as a screen shows them.</summary>
/// <param name="Name">The account's name, or <c>key:NAME</c>.</param>
/// <param name="Display">What others see.</param>
/// <param name="Roles">Their roles; none for a key.</param>
public sealed record SessionAccount(string Name, string Display, IReadOnlyList<string> Roles);

/// <summary>Who is signed in.</summary>
/// <param name="Account">Who.</param>
/// <param name="Permissions">What they may do.</param>
/// <param name="Csrf">What every change must carry as <c>X-Qunzhu-Csrf</c>; null for a key.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
public sealed record SessionView(SessionAccount Account, IReadOnlyList<string> Permissions, string? Csrf, string Language);

/// <summary>Signing in and out, one's own password and language, and the first administrator.</summary>
internal static class SessionRoutes
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapPost("/session", async (SignInBody body, HttpContext context, SignIn signIn, Sessions sessions, CancellationToken cancel) =>
            Entered(context, sessions, await signIn.EnterAsync(context, body.Name, body.Password, cancel).ConfigureAwait(false)))
            .Open().Says("登录", "Sign in").Produces<SessionView>();
        v1.MapPost("/setup", async (SetupBody body, HttpContext context, FirstRun firstRun, Sessions sessions, CancellationToken cancel) =>
            Entered(context, sessions, await firstRun.UseAsync(context, body.Token, body.Name, body.Display, body.Password, cancel).ConfigureAwait(false)))
            .Open().Says("用首次启动的链接设置第一位管理员", "Make the first administrator with the link of the first start").Produces<SessionView>();
        v1.MapGet("/session", (HttpContext context) => Json(Of(context.Operator())))
            .Needs(Permission.None).Says("谁已登录", "Who is signed in").Produces<SessionView>();
        v1.MapDelete("/session", EndAsync).Needs(Permission.None).Says("退出登录", "Sign out").Produces(204);
        v1.MapPut("/session/password", async (PasswordBody body, HttpContext context, SignIn signIn, Sessions sessions, CancellationToken cancel) => context.Operator().IsKey
            ? Person
            : Entered(context, sessions, await signIn.ChangePasswordAsync(context.Operator(), body.Old, body.New, cancel).ConfigureAwait(false)))
            .Needs(Permission.None).Says("改自己的密码；其他设备上的登录随即失效", "Change one's own password; sessions elsewhere end").Produces<SessionView>();
        v1.MapPut("/session/language", async (LanguageBody body, HttpContext context, Accounts accounts, CancellationToken cancel) =>
        {
            if (context.Operator().IsKey)
            {
                return Person;
            }

            var (changed, wrong) = await accounts.ChangeAsync(context.Operator(), context.Operator().Name, new AccountChange(Language: body.Language ?? ""), null, cancel).ConfigureAwait(false);
            return changed is null ? ApiProblem.Of(wrong!) : Json(new { language = changed.Account.Language });
        }).Needs(Permission.None).Says("界面语言", "One's own language").Produces<LanguageBody>();
    }

    private static IResult Person => ApiProblem.Of(403, "person_needed", "这件事要由人登录来做，不能用 API 密钥", "A person must do this, not an API key");

    private static async Task<IResult> EndAsync(HttpContext context, Sessions sessions, Audit audit, CancellationToken cancel)
    {
        var who = context.Operator();
        if (who.Session is { } session)
        {
            await sessions.EndAsync(session.Key, audit.Line(who, "session.ended", $"account/{who.Name}"), cancel).ConfigureAwait(false);
            sessions.TakeBack(context);
        }

        return Results.NoContent();
    }

    private static IResult Entered(HttpContext context, Sessions sessions, (SignedIn? In, Refusal? Wrong) outcome)
    {
        if (outcome.In is not { } signedIn)
        {
            return ApiProblem.Of(outcome.Wrong!);
        }

        sessions.Hand(context, signedIn.Token);
        return Json(Of(signedIn.Who));
    }

    private static SessionView Of(Operator who) => new(
        new SessionAccount(who.Name, who.Display, who.Session?.Account.Roles ?? []), Roles.NamesOf(who.Permissions), who.Session?.Csrf, who.Session?.Account.Language ?? "zh-CN");

    private static IResult Json(object value) => Results.Json(value, ApiJson.Options);
}
