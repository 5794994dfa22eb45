namespace Bot.Host.Console.Pages;

/// <summary>The words of the pages that work without script, in one language.</summary>
internal sealed record PageWords
{
    public static PageWords Zh { get; } = new()
    {
        Language = "zh-CN",
        Other = "en",
        OtherName = "English",
        Brand = "群助",
        Console = "控制台",
        SignIn = "登录",
        SignInLead = "用管理员给你的账号登录。",
        Name = "账号",
        Password = "密码",
        Enter = "登录",
        NoAccount = "还没有账号。请打开服务启动时在终端印出的链接，设置第一位管理员。",
        FirstRun = "设置管理员",
        FirstRunLead = "设好账号后就能登录，再给同事开账号。",
        NameHint = "登录时用，字母、汉字或数字都可以",
        Display = "显示名",
        DisplayHint = "同事和顾客看到的名字，可以不填",
        NewPassword = "密码",
        PasswordHint = "至少 10 个字。几个不相干的词连起来，又好记又安全",
        Again = "再输一次密码",
        Differ = "两次输入的密码不一样",
        Create = "完成设置",
        ToSignIn = "去登录",
        SignOut = "退出登录",
        SignOutLead = "现在登录的是 {0}。",
        Leave = "退出",
        Back = "回到控制台",
        Left = "已经退出登录。",
        Old = "这一页放得太久了，请再试一次。",
        OtherLanguage = "切换语言",
        Away = "暂时打不开",
        AwayLead = "服务现在连不上存储，请过一会儿刷新；如果一直这样，请找管理服务的人。",
    };

    public static PageWords En { get; } = new()
    {
        Language = "en",
        Other = "zh",
        OtherName = "中文",
        Brand = "Qunzhu",
        Console = "Console",
        SignIn = "Sign in",
        SignInLead = "Use the account that your administrator gave you.",
        Name = "Account",
        Password = "Password",
        Enter = "Sign in",
        NoAccount = "There is no account yet. Open the link that the service printed in its terminal to make the first administrator.",
        FirstRun = "Make an administrator",
        FirstRunLead = "With this account you can sign in and give your colleagues theirs.",
        NameHint = "To sign in with: letters or digits of any script",
        Display = "Display name",
        DisplayHint = "What colleagues and customers see; may stay empty",
        NewPassword = "Password",
        PasswordHint = "10 characters or more. A few unrelated words are easy to remember and hard to guess",
        Again = "The password once more",
        Differ = "The two passwords differ",
        Create = "Finish",
        ToSignIn = "Go to sign-in",
        SignOut = "Sign out",
        SignOutLead = "You are signed in as {0}.",
        Leave = "Sign out",
        Back = "Back to the console",
        Left = "You are signed out.",
        Old = "This page was open for too long: try once more.",
        OtherLanguage = "Switch language",
        Away = "Not available now",
        AwayLead = "The service cannot reach its store: reload in a moment. If it stays so, tell whoever runs the service.",
    };

    public required string Language { get; init; }

    public required string Other { get; init; }

    public required string OtherName { get; init; }

    public required string Brand { get; init; }

    public required string Console { get; init; }

    public required string SignIn { get; init; }

    public required string SignInLead { get; init; }

    public required string Name { get; init; }

    public required string Password { get; init; }

    public required string Enter { get; init; }

    public required string NoAccount { get; init; }

    public required string FirstRun { get; init; }

    public required string FirstRunLead { get; init; }

    public required string NameHint { get; init; }

    public required string Display { get; init; }

    public required string DisplayHint { get; init; }

    public required string NewPassword { get; init; }

    public required string PasswordHint { get; init; }

    public required string Again { get; init; }

    public required string Differ { get; init; }

    public required string Create { get; init; }

    public required string ToSignIn { get; init; }

    public required string SignOut { get; init; }

    public required string SignOutLead { get; init; }

    public required string Leave { get; init; }

    public required string Back { get; init; }

    public required string Left { get; init; }

    public required string Old { get; init; }

    public required string OtherLanguage { get; init; }

    public required string Away { get; init; }

    public required string AwayLead { get; init; }

    public bool IsChinese => Language == "zh-CN";
}
