using System.Collections.Immutable;

namespace Bot.Host.Console.Access;

/// <summary>What an account must be like, and the words when it is not.</summary>
internal static class AccountRules
{
    private const int Longest = 64;

    public static Refusal LastAdmin { get; } = new(409, "last_admin", "这是最后一个可用的管理员，不能停用或取消管理角色；请先设另一位管理员", "This is the last active administrator: make another one first");

    public static Refusal Stale { get; } = new(412, "stale", "有人刚改过，请重新读取后再改", "Somebody else changed it meanwhile: read it again");

    public static Refusal SetUp { get; } = new(410, "set_up", "管理员已经设置过了，请直接登录", "The first administrator exists already: sign in");

    public static Refusal None(string name) => new(404, "no_account", $"没有账号 {name}", $"There is no account {name}");

    public static Refusal Taken(string name) => new(409, "name_taken", $"“{name}”已经有人用了", $"“{name}” is taken");

    /// <summary>Letters and digits of any script, and . _ - @ in between.</summary>
    public static bool IsName(string name) => AllFit(name.Trim()) && AllFit(Accounts.KeyOf(name));

    public static Refusal? Wrong(string? name, string? display, ImmutableArray<string> roles, string? password, ImmutableArray<KeptAccount> all) =>
        name is null || !IsName(name) ? new Refusal(400, "name_wrong", $"账号名用字母、汉字、数字和 . _ - @，1 到 {Longest} 个字", $"A name has 1 to {Longest} letters, digits and . _ - @")
        : WrongDisplay(display) ?? WrongRoles(roles) ?? Passwords.Check(password) ?? Same(name, display, all, null);

    public static Refusal? Wrong(AccountChange change, KeptAccount of, ImmutableArray<KeptAccount> all) =>
        (change.Display is null ? null : string.IsNullOrWhiteSpace(change.Display) ? WrongDisplay("\n") : WrongDisplay(change.Display))
        ?? (change.Roles is { } roles ? WrongRoles(roles) : null)
        ?? (change.Password is null ? null : Passwords.Check(change.Password))
        ?? (change.Language is null or "zh-CN" or "en" ? null : new Refusal(400, "language_wrong", "语言是 zh-CN 或 en", "A language is zh-CN or en"))
        ?? (change.Display is null ? null : Same(null, change.Display, all, of.Key));

    // Some letters become several at one width, and not all of those are letters.
    private static bool AllFit(string name) => name.Length is >= 1 and <= Longest && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@');

    private static Refusal? WrongDisplay(string? display) => display is null || (display.Trim().Length <= Longest && !display.Any(char.IsControl))
        ? null
        : new Refusal(400, "display_wrong", $"显示名 1 到 {Longest} 个字，不能换行", $"A display name has 1 to {Longest} characters on one line");

    private static Refusal? WrongRoles(ImmutableArray<string> roles) => !roles.IsDefaultOrEmpty && roles.All(Roles.Names.Contains)
        ? null
        : new Refusal(400, "roles_wrong", $"至少一个角色：{string.Join('、', Roles.Names)}", $"One role or more: {string.Join(", ", Roles.Names)}");

    // Members and colleagues see the display name: nobody may look like somebody else.
    private static Refusal? Same(string? name, string? display, ImmutableArray<KeptAccount> all, string? but)
    {
        foreach (var word in new[] { name, display }.OfType<string>().Where(word => !string.IsNullOrWhiteSpace(word)))
        {
            var key = Accounts.KeyOf(word);
            if (all.Any(one => one.Key != but && (one.Key == key || Accounts.KeyOf(one.Account.Display) == key)))
            {
                return Taken(word.Trim());
            }
        }

        return null;
    }
}
