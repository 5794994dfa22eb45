using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Host.Console.Access;

/// <summary>
/// Hashes and checks passwords: PBKDF2 with SHA-256, written as <c>pbkdf2-sha256$1$ROUNDS$SALT$HASH</c>. One at a time and off the
/// threads that serve requests, as each costs a good part of a second.
/// </summary>
public sealed class Passwords(AccessOptions options) : IDisposable
{
    /// <summary>The fewest characters of a password.</summary>
    public const int Least = 10;

    /// <summary>The most characters of a password.</summary>
    public const int Most = 256;

    private const string Scheme = "pbkdf2-sha256";
    private const string Version = "1";
    private const int Size = 32;
    private readonly SemaphoreSlim _turn = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly byte[] _nobody = RandomNumberGenerator.GetBytes(Size);
    private long _computed;

    /// <summary>How many hashes were computed: what a sign-in costs.</summary>
    internal long Computed => Interlocked.Read(ref _computed);

    /// <summary>Null when a password may be used; else what is wrong with it.</summary>
    public static Refusal? Check(string? password) => password is null || Length(password) < Least
        ? new Refusal(400, "password_short", $"密码至少 {Least} 个字，长一点的句子最好记", $"A password has at least {Least} characters; a short sentence is easy to remember")
        : password.Length > Most ? new Refusal(400, "password_long", $"密码最多 {Most} 个字", $"A password has at most {Most} characters")
        : null;

    /// <summary>The text to keep of a password.</summary>
    public async Task<string> HashAsync(string password, CancellationToken cancel)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = await ComputeAsync(password, salt, options.Rounds, cancel).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Version}${options.Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>True when the password is the kept one. Without a kept one (there is no such account) the same work is done for nothing.</summary>
    public async Task<bool> VerifyAsync(string password, string? kept, CancellationToken cancel)
    {
        if (password.Length > Most)
        {
            password = password[..Most] + "…";
        }

        if (kept?.Split('$') is not [Scheme, Version, var rounds, var salt, var hash])
        {
            _ = CryptographicOperations.FixedTimeEquals(await ComputeAsync(password, _nobody.AsMemory(0, 16).ToArray(), options.Rounds, cancel).ConfigureAwait(false), _nobody);
            return false;
        }

        var computed = await ComputeAsync(password, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture), cancel).ConfigureAwait(false);
        return CryptographicOperations.FixedTimeEquals(computed, Convert.FromBase64String(hash));
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static int Length(string password) => password.EnumerateRunes().Count();

    private async Task<byte[]> ComputeAsync(string password, byte[] salt, int rounds, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            Interlocked.Increment(ref _computed);
            // A Chinese keyboard may write digits at full width one day and half width the next.
            var bytes = Encoding.UTF8.GetBytes(Whole(password).Normalize(NormalizationForm.FormKC));
            return await Task.Run(() => Rfc2898DeriveBytes.Pbkdf2(bytes, salt, rounds, HashAlgorithmName.SHA256, Size), cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    // Half a character cannot be normalised.
    private static string Whole(string password) => string.Concat(password.EnumerateRunes().Select(rune => rune.ToString()));
}
